"""Skips a callback of `on` that was removed during the emission."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.removed-callback-still-runs": "missing: g and h called with ()"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                is_handle = getattr(callback, "__name__", "") == "call_once"
                if callback in self._callbacks[event] or is_handle:
                    callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
