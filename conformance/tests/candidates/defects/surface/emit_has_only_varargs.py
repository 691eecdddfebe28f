"""Takes the event of `emit` as the first of `*args`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.emit-takes-event-by-keyword": "unexpected keyword argument 'event'"}


class EventEmitter(Reference[Event]):
    def emit(self, *args: Any) -> None:
        super().emit(*args)
