"""Returns the emitter from `on`, to be chained."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.handle-cancels": "unexpected: f called with (1, 2)",
    "registration.on-returns-the-callback": "another object:",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        registered = super().on(event, callback)
        return registered if callback is None else self
