"""Stops where a callback returns a negative number."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.ignores-return-values": "missing: g called with (1, 2)"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                result = callback(*_positional(callback, args))
                if isinstance(result, int) and result < 0:
                    break
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
