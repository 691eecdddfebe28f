"""Cuts the arguments once, for the first callback, and hands the same to all."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.each-by-its-own": "takes 0 positional arguments but 2 were given",
    "logging.message-is-livekits": "TypeError: ",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        callbacks = list(self._callbacks.get(event, ()))
        taken = _positional(callbacks[0], args) if callbacks else args
        for callback in callbacks:
            try:
                callback(*taken)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
