"""Emits each failure as the event `error`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.record-names-the-event": "RecursionError: ",
    "registration.no-event-is-special": "f called with (",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception as error:
                logger.exception("failed to emit event %s", event)
                self.emit("error", error)  # type: ignore[arg-type]
