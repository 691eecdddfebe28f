"""Takes any number of callbacks in `on`, so that None is one of them."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.none-means-the-decorator-form": "TypeError: 'NoneType' object is not callable",
    "surface.parameters-are-event-and-callback": "unexpected keyword argument 'callback'",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, *callbacks: Any) -> Any:
        if not callbacks:
            return super().on(event)
        for callback in callbacks:
            super().on(event, callback)
        return callbacks[0]
