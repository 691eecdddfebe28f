"""Takes the same method of two equal objects for one callback."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.unequal-callbacks-are-separate": "missing: g called with ()"}


def _owner_and_function(callback: Any) -> Any:
    return getattr(callback, "__self__", None), getattr(callback, "__func__", callback)


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        for other in list(self._callbacks.get(event, ())):
            if callback is not None and _owner_and_function(other) == _owner_and_function(callback):
                return callback
        return super().on(event, callback)
