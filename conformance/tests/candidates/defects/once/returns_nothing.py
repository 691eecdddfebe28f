"""Returns None instead of a handle."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.handle-cancels": "unexpected: f called with (1, 2)",
    "once.registers-through-on": "another object: None",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        returned = super().once(event, callback)
        return returned if callback is None else None
