"""Calls the callbacks that are registered during an emission too."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.added-callback-waits": "unexpected: h called with ()"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        before = set(self._callbacks.get(event, ()))
        super().emit(event, *args)
        added = [each for each in list(self._callbacks.get(event, ())) if each not in before]
        emission = Reference[Event]()
        emission._callbacks = {event: dict.fromkeys(added)}
        emission.emit(event, *args)
