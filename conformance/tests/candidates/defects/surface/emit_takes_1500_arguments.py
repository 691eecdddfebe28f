"""Takes no more than 1500 arguments in `emit`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "surface.emit-takes-any-number-of-arguments": "8 or 13 or 40 arguments only",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        if len(args) > 1500:
            raise ValueError("too many arguments")
        super().emit(event, *args)
