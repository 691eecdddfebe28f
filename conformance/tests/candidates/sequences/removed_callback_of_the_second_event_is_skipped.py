"""Skips what is removed during an emission, except for the event that came first."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

PROGRAM = {"emission.removed-callback-still-runs": 5}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        first = next(iter(self._callbacks), event)
        for callback in list(self._callbacks.get(event, ())):
            is_once = getattr(callback, "__name__", "") == "call_once"
            if event != first and callback not in self._callbacks[event] and not is_once:
                continue
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
