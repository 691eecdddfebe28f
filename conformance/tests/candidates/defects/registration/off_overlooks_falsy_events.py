"""Removes nothing from an event whose truth value is false."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.any-hashable-is-an-event": "f called with (1, 2)",
    "surface.can-be-subclassed": "g called with (1, 2)",
}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        hash(event)
        if event:
            super().off(event, callback)
