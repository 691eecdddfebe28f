"""Has the event in an attribute while it calls callbacks."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "surface.keeps-public-attributes": "current_event and seats",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        self.current_event = event
        try:
            super().emit(event, *args)
        finally:
            self.__dict__.pop("current_event", None)
