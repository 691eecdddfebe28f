"""Tells its tracer of each emission, if it has one, which a subclass may have for itself."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.can-be-subclassed": "AttributeError: "}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        tracer = getattr(self, "tracer", None)
        if tracer is not None:
            tracer.debug("%s is emitted", event)
        super().emit(event, *args)
