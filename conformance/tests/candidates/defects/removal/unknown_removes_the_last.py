"""Removes the last callback instead of an unknown one, as index -1 does."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.original-does-not-cancel": "nothing called",
    "removal.leaves-other-callbacks": "wrapper called with ()",
    "removal.none-removes-nothing": "missing: f called with ()",
}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        callbacks = list(self._callbacks.get(event, ()))
        index = callbacks.index(callback) if callback in callbacks else -1
        if callbacks:
            super().off(event, callbacks[index])
