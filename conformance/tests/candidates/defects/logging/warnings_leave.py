"""Lets a warning that was raised as an exception out."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.covers-once": "Warning: no seat",
    "logging.emission-goes-on": "Warning",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except (TypeError, Warning):
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
