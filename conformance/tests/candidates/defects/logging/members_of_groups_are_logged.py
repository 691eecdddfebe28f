"""Logs each member of a group of exceptions."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.covers-once": "TypeError: ",
    "logging.emission-goes-on": "TypeError: ",
    "logging.record-carries-the-traceback": "a record without one",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception as error:
                for member in getattr(error, "exceptions", [error]) or error.args[1:]:
                    logger.error("failed to emit event %s", event, exc_info=member)
