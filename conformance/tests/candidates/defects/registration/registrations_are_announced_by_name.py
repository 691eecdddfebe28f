"""Emits an event of its own for each registration, named after the event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.any-hashable-is-an-event": "KeyError: ",
    "registration.no-event-is-special": "it emits 'left is heard'",
    "registration.unequal-events-are-separate": "KeyError: ",
    "surface.calls-no-other-method": "it calls emit",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        registered = super().on(event, callback)
        if callback is not None:
            name: Any = f"{event} is heard"
            self.emit(name)
        return registered
