"""Has public methods for the steps of an emission, which a subclass can override."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True


class EventEmitter(Reference[Event]):
    def listeners(self, event: Event) -> list[Any]:
        return list(self._callbacks.get(event, ()))

    def emit(self, event: Event, *args: Any) -> None:
        if self.listeners(event):
            super().emit(event, *args)
