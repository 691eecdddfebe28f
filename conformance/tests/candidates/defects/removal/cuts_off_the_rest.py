"""Removes the callbacks behind one that is not the first, as a list badly linked does."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.leaves-other-callbacks": "f called with ()"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        callbacks = list(self._callbacks.get(event, ()))
        rest = callbacks[callbacks.index(callback) :] if callback in callbacks[1:] else [callback]
        for each in rest:
            super().off(event, each)
