"""Looks for a RuntimeError before it looks for a TypeError."""

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
            except RuntimeError:
                logger.exception("failed to emit event %s", event)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
