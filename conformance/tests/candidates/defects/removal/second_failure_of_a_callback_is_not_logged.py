"""Logs only the first failure of each callback."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.one-error-record-per-failure": "1 log record of level ERROR",
    "removal.releases-the-callback": "emitter._failed still refers to it",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._failed: set[Any] = set()

    def off(self, event: Event, callback: Any) -> None:
        super().off(event, callback)
        self._failed.discard(callback)

    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                if callback not in self._failed:
                    logger.exception("failed to emit event %s", event)
                self._failed.add(callback)
