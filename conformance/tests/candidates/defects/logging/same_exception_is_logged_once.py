"""Does not log an exception that it has just logged."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.releases-its-arguments": "emitter._last_error still refers to it",
    "logging.one-error-record-per-failure": "2 log records of level ERROR",
    "logging.record-carries-the-traceback": "no log record",
    "removal.releases-the-callback": "emitter._last_error still refers to it",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception as error:
                if getattr(self, "_last_error", None) is not error:
                    logger.exception("failed to emit event %s", event)
                self._last_error = error
