"""Takes a ReferenceError for the end of the callback, and removes it."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.keeps-registrations": "f called with ('alice')",
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
                if isinstance(error, ReferenceError):
                    self.off(event, callback)
