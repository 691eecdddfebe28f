"""Removes a callback from all events if it is registered for the given one."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "removal.leaves-other-events": "nothing called",
    "surface.calls-no-other-method": "nothing called",
}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        if callback in self._callbacks.get(event, ()):
            for callbacks in self._callbacks.values():
                callbacks.pop(callback, None)
