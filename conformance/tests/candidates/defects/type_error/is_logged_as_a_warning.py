"""Logs a warning with the TypeError before it raises it again."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"type_error.is-not-logged": "WARNING"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                logger.warning("%s has a mistake", event, exc_info=True)
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
