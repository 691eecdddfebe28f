"""Raises a plain TypeError in place of one of a subclass."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "type_error.from-once": "another one: TypeError()",
    "type_error.subclasses-leave-emit": "another one: TypeError()",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError as error:
                if type(error) is TypeError:
                    raise
                raise TypeError(*error.args) from error
            except Exception:
                logger.exception("failed to emit event %s", event)
