"""Removes a callback that raised TypeError."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.too-few-raises": "nothing called",
    "type_error.keeps-registrations": "f called with ('failing') once instead of twice;",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                self.off(event, callback)
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
