"""Removes only the first or the last callback of an event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.renewed-registration-goes-last": "f called with ()",
    "removal.ends-the-calls": "g called with ()",
}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        if callback not in list(self._callbacks.get(event, ()))[1:-1]:
            super().off(event, callback)
