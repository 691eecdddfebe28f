"""Logs a TypeError that an operator raised."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "type_error.from-once": "another one: ZeroDivisionError('division by zero')",
    "type_error.leaves-emit": 'no exception from emitter.emit("joined")',
    "type_error.subclasses-leave-emit": "another one: ZeroDivisionError('division by zero')",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError as error:
                if "can only concatenate" not in str(error):
                    raise
                logger.exception("failed to emit event %s", event)
            except Exception:
                logger.exception("failed to emit event %s", event)
