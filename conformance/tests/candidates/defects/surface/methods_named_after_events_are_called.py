"""Calls its own method `on_joined` for the event `joined`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.any-hashable-is-an-event": "KeyError: ",
    "registration.unequal-events-are-separate": "KeyError: ",
    "surface.can-be-subclassed": "unexpected: a method",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        super().emit(event, *args)
        method = getattr(self, f"on_{event}", None)
        if method is not None:
            method(*args)
