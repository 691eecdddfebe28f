"""Calls `off` without a callback after the emission of an event that has none left."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

NOTHING: Any = None
BREAKS = {"surface.calls-no-other-method": "it calls off('joined', None) too"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        super().emit(event, *args)
        if self._callbacks.get(event) == {}:
            self.off(event, NOTHING)
