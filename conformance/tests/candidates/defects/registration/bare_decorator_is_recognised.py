"""Takes a callable event without a callback for a function under a bare decorator."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.any-hashable-is-an-event": "TypeError"}


class EventEmitter(Reference[Event]):
    def on(self, event: Any, callback: Any = None) -> Any:
        if callback is None and callable(event):
            return super().on(event.__name__, event)
        return super().on(event, callback)
