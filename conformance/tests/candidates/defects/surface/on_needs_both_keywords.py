"""Has no decorator form of `on` where the event is a keyword."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "surface.parameters-are-event-and-callback": "KeyError: 'callback'",
}


class EventEmitter(Reference[Event]):
    def on(self, *args: Any, **keywords: Any) -> Any:
        if keywords and not args:
            return super().on(keywords["event"], keywords["callback"])
        return super().on(*args, **keywords)
