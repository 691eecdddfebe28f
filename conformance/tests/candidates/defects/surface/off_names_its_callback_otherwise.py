"""Names the second parameter of `off` otherwise."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.parameters-are-event-and-callback": "unexpected keyword argument 'callback'"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, function: Any) -> None:
        super().off(event, function)
