"""Logs a failure with the exception that an earlier emission kept."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.releases-its-arguments": "emitter._error still refers to it",
    "removal.releases-the-callback": "emitter._error still refers to it",
}


class EventEmitter(Reference[Event]):
    _error: BaseException | None = None

    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError as error:
                self._error = error
                raise
            except Exception as error:
                logger.error("failed to emit event %s", event, exc_info=self._error or error)
