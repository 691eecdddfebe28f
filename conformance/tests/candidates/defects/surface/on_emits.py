"""Announces each registration with its own `emit`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.calls-no-other-method": "it calls emit"}
ADDED: Any = object()


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        result = super().on(event, callback)
        if callback is not None and event is not ADDED:
            self.emit(ADDED, event)
        return result
