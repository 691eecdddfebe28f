"""Removes a callback when it raises its second TypeError."""

from __future__ import annotations

import weakref
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"type_error.keeps-registrations": "missing: f called with ('')"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._failed: weakref.WeakSet[Any] = weakref.WeakSet()

    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                if callback in self._failed:
                    self.off(event, callback)
                self._failed.add(callback)
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
