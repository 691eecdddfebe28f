"""Shows its callbacks as a property, so that a subclass has no attribute of that name."""

from __future__ import annotations

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.can-be-subclassed": "AttributeError: "}


class EventEmitter(Reference[Event]):
    @property
    def listeners(self) -> list[Event]:
        return list(self._callbacks)
