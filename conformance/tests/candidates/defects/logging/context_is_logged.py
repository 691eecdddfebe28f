"""Logs the exception that was handled when a callback failed."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.covers-once": "'KeyError'",
    "logging.record-carries-the-traceback": "KeyError('no room') (logged: KeyError: 'no room')",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception as error:
                failure = error.__context__ or error
                logger.error("failed to emit event %s", event, exc_info=failure)
