"""Returns from `emit` whether there was a callback."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.emit-returns-none": "it returns False"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> Any:
        heard = bool(self._callbacks.get(event))
        super().emit(event, *args)
        return heard
