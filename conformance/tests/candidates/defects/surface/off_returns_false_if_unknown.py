"""Returns False from `off` if there was nothing to remove."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.off-returns-none": "it returns False"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> Any:
        if callback not in self._callbacks.get(event, ()):
            return False
        return super().off(event, callback)
