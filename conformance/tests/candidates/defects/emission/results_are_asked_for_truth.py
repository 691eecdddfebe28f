"""Remembers whether the last callback returned something true."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.ignores-return-values": "ERROR (logged: ValueError: ambiguous)",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                result = callback(*_positional(callback, args))
                self._handled = result is not NotImplemented and bool(result)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
