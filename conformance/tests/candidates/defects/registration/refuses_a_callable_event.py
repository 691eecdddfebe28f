"""Refuses a callable event, to catch a forgotten event name."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.any-hashable-is-an-event": "TypeError: name an event",
    "registration.exceptions-of-hash-leave": "TypeError: ",
    "registration.unequal-events-are-separate": "TypeError: name an event",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callable(event):
            raise TypeError("name an event")
        return super().on(event, callback)
