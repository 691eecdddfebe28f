"""Cuts the arguments of each callback from what the one before it left."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.each-by-its-own": "missing 1 required positional argument: 'a'",
    "logging.message-is-livekits": "TypeError: ",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        callbacks = list(self._callbacks.get(event, ()))
        for callback in callbacks:
            try:
                args = _positional(callback, args)
                callback(*args)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
