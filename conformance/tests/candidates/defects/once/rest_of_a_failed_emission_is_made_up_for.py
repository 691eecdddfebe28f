"""Calls what a TypeError cut off after the next emission, besides what is registered."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.waits-if-it-was-not-called": "TypeError"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._rest: dict[Any, list[Any]] = {}

    def emit(self, event: Event, *args: Any) -> None:
        callbacks = list(self._callbacks.get(event, ())) + self._rest.pop(event, [])
        while callbacks:
            callback = callbacks.pop(0)
            try:
                callback(*_positional(callback, args))
            except TypeError:
                self._rest[event] = callbacks
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
