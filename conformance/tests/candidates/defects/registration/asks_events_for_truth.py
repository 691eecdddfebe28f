"""Asks an event for its truth value before it looks whether it is None."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.any-hashable-is-an-event": "ValueError: neither true nor false",
    "registration.unequal-events-are-separate": "ValueError: ",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        if event or event is not None or None in self._callbacks:
            super().emit(event, *args)
