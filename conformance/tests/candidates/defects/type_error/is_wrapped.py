"""Raises a new TypeError that names the event, and keeps the first as its cause."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "type_error.from-a-call-that-does-not-fit": "another TypeError: joined",
    "type_error.leaves-emit": "another one: TypeError('joined failed')",
    "type_error.subclasses-leave-emit": "another one: TypeError('joined failed')",
    "type_error.from-once": "another one: TypeError('joined failed')",
    "type_error.leaves-nested-emissions": "another object: TypeError: joined failed",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError as error:
                raise TypeError(f"{event} failed") from error
            except Exception:
                logger.exception("failed to emit event %s", event)
