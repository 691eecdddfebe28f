"""Removes after a call what has the attribute `once`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.calls-again-each-time": "3, 3 and 1 times",
    "registration.decorator-registers": "missing: f called with (3, 4)",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                if getattr(callback, "once", False):
                    self.off(event, callback)
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
