"""Returns from `off` the callback that it removed."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.off-returns-none": "it returns <function f>"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> Any:
        super().off(event, callback)
        return callback
