"""Keeps the callbacks of the first 3000 events only."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.one-callback-on-several-events": "missing: f called with (3000)"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None and len(self._callbacks) >= 3000:
            return callback
        return super().on(event, callback)
