"""Closes a coroutine that a callback returns, and logs an error, as nobody awaits it."""

from __future__ import annotations

import functools
import inspect
import logging
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.silent-without-failure": "of level ERROR"}


class Closing:
    """Calls a callback, and closes the coroutine that it returns."""

    def __init__(self, callback: Any) -> None:
        functools.update_wrapper(self, callback)
        self._callback = callback

    def __call__(self, *args: Any) -> None:
        returned = self._callback(*args)
        if inspect.iscoroutine(returned):
            returned.close()
            logging.getLogger("livekit").error("a coroutine was returned and never awaited")

    def __eq__(self, other: object) -> bool:
        return bool(self._callback == getattr(other, "_callback", other))

    def __hash__(self) -> int:
        return hash(self._callback)


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if not inspect.isfunction(callback) or inspect.iscoroutinefunction(callback):
            return super().on(event, callback)
        super().on(event, Closing(callback))
        return callback
