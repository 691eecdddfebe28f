"""Moves a callback when it is registered for another event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.each-by-its-own": "long called with (1, 2)",
    "registration.exceptions-of-hash-leave": "seat called with ()",
    "registration.one-callback-on-several-events": "f called with (1999)",
    "removal.leaves-other-events": "f called with ()",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        for other in self._callbacks:
            if other != event:
                self._callbacks[other].pop(callback, None)
        return super().on(event, callback)
