"""Calls the callbacks in batches of four and loses a last batch of one."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.calls-each-callback-once": "missing: callback 4 called with ()"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        callbacks = list(self._callbacks.get(event, ()))
        for start in range(0, max(1, len(callbacks) - 1), 4):
            emission = Reference[Event]()
            emission._callbacks = {event: dict.fromkeys(callbacks[start : start + 4])}
            emission.emit(event, *args)
