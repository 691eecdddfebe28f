"""Lets out the TypeError of a call that does not fit, and logs that of a body."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.is-not-cut": "no exception",
    "type_error.from-once": "nothing leaves it",
    "type_error.is-not-logged": "ERROR",
    "type_error.leaves-emit": "nothing leaves it",
    "type_error.leaves-nested-emissions": "no exception",
    "type_error.stops-the-emission": "g called with ('alice')",
    "type_error.subclasses-leave-emit": "nothing leaves it",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except Exception as error:
                inside = error.__traceback__ and error.__traceback__.tb_next
                if isinstance(error, TypeError) and not inside:
                    raise
                logger.exception("failed to emit event %s", event)
