"""Makes the parameters of `on` positional-only."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "surface.parameters-are-event-and-callback": "positional-only arguments passed as keyword",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None, /) -> Any:
        return super().on(event, callback)
