"""Logs the first hundred failures of an emitter."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.one-error-record-per-failure": "ERROR"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._failures = 0

    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                self._failures += 1
                if self._failures <= 100:
                    logger.exception("failed to emit event %s", event)
