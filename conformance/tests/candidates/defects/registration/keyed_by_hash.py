"""Takes callbacks with the same hash for one."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.unequal-callbacks-are-separate": "missing: g called with ()"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        hashes = map(hash, list(self._callbacks.get(event, ())))
        if callback is not None and hash(callback) in hashes:
            return callback
        return super().on(event, callback)
