"""Calls the callbacks of `*` for every event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.no-event-is-special": "f called with ('alice')",
    "registration.unequal-events-are-separate": "f called with ()",
}

EVERY: Any = "*"


class EventEmitter(Reference[Event]):
    def emit(self, event: Any, *args: Any) -> None:
        super().emit(event, *args)
        if event != EVERY:
            super().emit(EVERY, *args)
