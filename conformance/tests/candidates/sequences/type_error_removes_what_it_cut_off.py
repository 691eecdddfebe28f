"""Removes the callbacks of `on` that a TypeError kept from being called."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

PROGRAM = {"type_error.keeps-registrations": 5}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        callbacks = list(self._callbacks.get(event, ()))
        while callbacks:
            callback = callbacks.pop(0)
            try:
                callback(*_positional(callback, args))
            except TypeError:
                for each in callbacks:
                    if getattr(each, "__name__", "") != "call_once":
                        self.off(event, each)
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
