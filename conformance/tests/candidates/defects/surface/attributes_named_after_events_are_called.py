"""Calls a method that has the name of the event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.can-be-subclassed": "unexpected: a method"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        method = getattr(self, event, None) if isinstance(event, str) else None
        if callable(method) and event not in dir(Reference):
            method(*args)
        super().emit(event, *args)
