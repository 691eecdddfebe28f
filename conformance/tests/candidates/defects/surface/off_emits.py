"""Announces each removal with its own `emit`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.calls-no-other-method": "it calls emit"}
REMOVED: Any = object()


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        super().off(event, callback)
        self.emit(REMOVED, event)
