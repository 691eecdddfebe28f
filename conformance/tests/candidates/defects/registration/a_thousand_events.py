"""Forgets the oldest event when there are more than a thousand."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.one-callback-on-several-events": "missing: f called with (0)"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        returned: Any = super().on(event, callback)
        if len(self._callbacks) > 1000:
            del self._callbacks[next(iter(self._callbacks))]
        return returned
