"""Calls a `once` that is registered during an emission by that emission."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

PROGRAM = {"emission.added-callback-waits": 3}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        before = list(self._callbacks.get(event, ()))
        super().emit(event, *args)
        emission = Reference[Event]()
        for callback in list(self._callbacks.get(event, ())):
            if callback not in before and getattr(callback, "__name__", "") == "call_once":
                emission.on(event, callback)
        emission.emit(event, *args)
