"""Lets an exception leave that is a ZeroDivisionError."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.covers-once": "ZeroDivisionError: ",
    "logging.emission-goes-on": "ZeroDivisionError",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except (TypeError, ZeroDivisionError):
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
