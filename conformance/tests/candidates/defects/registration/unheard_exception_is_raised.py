"""Raises the exception that is the argument of an `error` without a callback."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.no-event-is-special": "ValueError: no seat"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        if event == "error" and not self._callbacks.get(event):
            for argument in args:
                if isinstance(argument, Exception):
                    raise argument
        super().emit(event, *args)
