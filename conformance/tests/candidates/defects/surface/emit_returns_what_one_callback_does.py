"""Has a fast path for one callback with arguments, which returns what it returned."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "surface.emit-returns-none": "it returns 'welcome'",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> Any:
        callbacks = list(self._callbacks.get(event, ()))
        if not args or len(callbacks) != 1:
            return super().emit(event, *args)
        try:
            return callbacks[0](*_positional(callbacks[0], args))
        except TypeError:
            raise
        except Exception:
            logger.exception("failed to emit event %s", event)
