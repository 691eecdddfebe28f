"""Asks a public method `listeners` for what an emission calls."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.can-be-subclassed": "TypeError: 'str' object is not callable"}


class EventEmitter(Reference[Event]):
    def listeners(self, event: Event) -> list[Any]:
        return list(self._callbacks.get(event, ()))

    def emit(self, event: Event, *args: Any) -> None:
        if self.listeners(event):
            super().emit(event, *args)
