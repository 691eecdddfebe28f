"""Passes on what a callback returns, if it is a tuple, in place of the arguments."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.ignores-return-values": "missing: g called with (1, 2); unexpected: g"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                result = callback(*_positional(callback, args))
                if isinstance(result, tuple):
                    args = result
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
