"""Loses a TypeError whose truth value is false."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "type_error.from-once": "left is None",
    "type_error.leaves-emit": "outside is [[LookupError('handled while emit is called')]]",
    "type_error.subclasses-leave-emit": "left is None",
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
