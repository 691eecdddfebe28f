"""Logs every failure of an emission with the exception of the first one."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

PROGRAM = {"logging.one-error-record-per-failure": 4}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        first: BaseException | None = None
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception as error:
                first = first or error
                logger.error("failed to emit event %s", event, exc_info=first)
