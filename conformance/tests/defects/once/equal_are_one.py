"""Merges two `once` registrations of a callback, as `on` does."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.twice-fires-twice": "f called with ('alice')",
    "removal.releases-the-callback": "spent() is <",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._handles: dict[Any, Any] = {}

    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)
        handle = self._handles.get((event, callback))
        if handle not in self._callbacks.get(event, ()):
            handle = self._handles[event, callback] = super().once(event, callback)
        return handle
