"""Walks the registry itself where the emitter is false."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

PROGRAM = {"emission.added-callback-waits": 3}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        before = list(self._callbacks.get(event, ()))
        super().emit(event, *args)
        this: Any = self
        if not this:
            emission = Reference[Event]()
            for callback in list(self._callbacks.get(event, ())):
                if callback not in before:
                    emission.on(event, callback)
            emission.emit(event, *args)
