"""Lets out what is exactly a TypeError and logs its subclasses."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "type_error.from-once": "nothing leaves it",
    "type_error.subclasses-leave-emit": "nothing leaves it",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except Exception as error:
                if type(error) is TypeError:
                    raise
                logger.exception("failed to emit event %s", event)
