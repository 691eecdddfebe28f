"""Takes no method of its own for a callback, lest it refers to itself."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.can-be-subclassed": "ValueError: a callback of its own"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if getattr(callback, "__self__", None) is self:
            raise ValueError("a callback of its own")
        return super().on(event, callback)
