"""Raises KeyError from `emit` of an event that nothing was registered for."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.without-callbacks-does-nothing": "KeyError: 'joined'",
    "once.is-per-event": "KeyError: 'muted'",
    "registration.decorator-registers": "KeyError: ",
    "registration.decorator-waits-for-its-function": "KeyError: 'joined'",
    "surface.can-be-subclassed": "KeyError: ",
    "surface.emit-returns-none": "KeyError: 'joined'",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        if event not in self._callbacks:
            raise KeyError(event)
        super().emit(event, *args)
