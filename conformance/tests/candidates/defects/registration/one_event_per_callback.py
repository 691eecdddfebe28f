"""Moves a callback when it is registered for another event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.each-by-its-own": "missing: short called with ()",
    "registration.exceptions-of-hash-leave": "missing: f called with ()",
    "registration.one-callback-on-several-events": "missing: f called with (0)",
    "removal.leaves-other-events": "f called with ()",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        for other in self._callbacks:
            if other != event:
                self._callbacks[other].pop(callback, None)
        return super().on(event, callback)
