"""Removes a callback from all events, whichever is given."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "removal.leaves-other-events": "nothing called",
    "removal.unknown-event-is-silent": "nothing called",
    "surface.calls-no-other-method": "nothing called",
}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        super().off(event, callback)
        for callbacks in self._callbacks.values():
            callbacks.pop(callback, None)
