"""Writes the event to an exception before it is logged."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.covers-once": "FrozenInstanceError: ",
    "logging.emission-goes-on": "FrozenInstanceError: cannot assign to field 'event'",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception as error:
                error.event = event  # type: ignore[attr-defined]
                logger.exception("failed to emit event %s", event)
