"""Returns False from `emit` if there is no callback."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.emit-returns-none": "it returns False"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> Any:
        if event not in self._callbacks:
            return False
        return super().emit(event, *args)
