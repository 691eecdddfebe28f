"""Cancels with a handle only for the very event that it was made for, not for an equal one."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.handle-cancels": "f called with ()"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._events: dict[Any, Event] = {}

    def once(self, event: Event, callback: Any = None) -> Any:
        handle = super().once(event, callback)
        if callback is not None:
            self._events[handle] = event
        return handle

    def off(self, event: Event, callback: Any) -> None:
        if self._events.get(callback, event) is event:
            self._events.pop(callback, None)
            super().off(event, callback)
