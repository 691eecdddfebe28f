"""Loses a TypeError whose truth value is false."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "type_error.from-once": "nothing leaves it",
    "type_error.leaves-emit": "its __context__ is LookupError('handled while",
    "type_error.subclasses-leave-emit": "nothing leaves it",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        found = None
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError as error:
                found = error
                break
            except Exception:
                logger.exception("failed to emit event %s", event)
        if found:
            raise found
