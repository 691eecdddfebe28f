"""Removes a callback that returns True."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.ignores-return-values": "f called with ()"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                if callback(*_positional(callback, args)) is True:
                    self.off(event, callback)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
