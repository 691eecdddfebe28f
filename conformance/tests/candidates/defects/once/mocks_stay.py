"""Registers a mock with `on` in `once`."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.accepts-async-callbacks": "would have to be awaited, which emit does not do",
    "once.fires-once": "unexpected: f called with (3, 4)",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if isinstance(callback, Mock):
            return self.on(event, callback)
        return super().once(event, callback)
