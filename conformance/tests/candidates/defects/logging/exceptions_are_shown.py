"""Needs the `repr` of an exception."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.covers-once": "ZeroDivisionError: ",
    "logging.emission-goes-on": "ZeroDivisionError: division by zero",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception as error:
                self._last_error = repr(error)
                logger.exception("failed to emit event %s", event)
