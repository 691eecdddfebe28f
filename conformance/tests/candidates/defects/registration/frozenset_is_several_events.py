"""Takes a frozenset for several events."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.any-hashable-is-an-event": "TypeError: ",
    "registration.unequal-events-are-separate": "f called with ()",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if isinstance(event, frozenset):
            for each in event:
                super().on(each, callback)
            return callback
        return super().on(event, callback)
