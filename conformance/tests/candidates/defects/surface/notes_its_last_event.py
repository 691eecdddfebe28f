"""Notes the event of the last emission in an attribute, which a subclass may have as well."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.keeps-public-attributes": "event and seats"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        self.event = event
        super().emit(event, *args)
