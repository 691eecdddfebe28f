"""Announces an event that nobody hears with its own `emit`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.calls-no-other-method": "it calls emit"}
UNHEARD: Any = object()


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        super().emit(event, *args)
        if event is not UNHEARD and not self._callbacks.get(event):
            self.emit(UNHEARD, event)
