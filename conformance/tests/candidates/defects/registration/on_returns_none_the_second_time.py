"""Returns None from `on` of a callback that is already registered."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.on-returns-the-callback": "another object: None"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback in self._callbacks.get(event, ()):
            return None
        return super().on(event, callback)
