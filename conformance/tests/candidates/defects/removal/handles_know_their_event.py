"""Removes a handle from the event that it was made for, whichever event `off` is called with."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.leaves-other-events": "nothing called"}


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
        super().off(self._events.pop(callback, event), callback)
