"""Ignores a callback that is already registered for a hundred events."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.one-callback-on-several-events": "missing: f called with (100)"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if sum(callback in callbacks for callbacks in self._callbacks.values()) == 100:
            return callback
        return super().on(event, callback)
