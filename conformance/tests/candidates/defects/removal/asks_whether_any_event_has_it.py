"""Asks whether a callback is registered at all, before it removes it from a list of the event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "removal.unknown-callback-is-silent": "KeyError",
    "threads.operations-raise-nothing": "KeyError",
}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        if event in self._callbacks and any(callback in each for each in self._callbacks.values()):
            del self._callbacks[event][callback]
