"""Names each event when it is emitted, for a trace."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.any-hashable-is-an-event": "KeyError: 7",
    "registration.unequal-events-are-separate": "KeyError: 7",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        self._last = f"emit {event}"
        super().emit(event, *args)
