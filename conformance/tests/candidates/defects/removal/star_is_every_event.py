"""Takes `*` for every event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.no-event-is-special": "nothing called",
    "removal.leaves-other-events": "nothing called",
}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        super().off(event, callback)
        for each in list(self._callbacks) if event == "*" else []:
            super().off(each, callback)
