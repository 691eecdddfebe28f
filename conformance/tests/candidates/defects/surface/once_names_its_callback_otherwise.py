"""Names the second parameter of `once` otherwise."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.parameters-are-event-and-callback": "unexpected keyword argument 'callback'"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, function: Any = None) -> Any:
        return super().once(event, function)
