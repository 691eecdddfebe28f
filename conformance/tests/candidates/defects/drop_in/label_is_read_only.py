"""Has a property without a setter, whose name LiveKit's constructors assign to."""

from __future__ import annotations

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"drop_in.classes-are-constructed": "AttributeError: "}


class EventEmitter(Reference[Event]):
    @property
    def _label(self) -> str:
        return type(self).__name__
