"""Takes a callable tuple for a callback and its priority."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.callable-objects": "ValueError: ",
    "rejection.everything-else-is-accepted": "ValueError: not enough values to unpack",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if isinstance(callback, tuple):
            callback, _ = callback
        return super().on(event, callback)
