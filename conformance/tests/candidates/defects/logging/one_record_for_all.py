"""Logs one record for all failures of an emission."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.one-error-record-per-failure": "ERROR"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        errors: list[Exception] = []
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception as error:
                errors.append(error)
        if errors:
            logger.error("failed to emit event %s", event, exc_info=errors[0])
