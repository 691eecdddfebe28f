"""Takes the event of a decorator of `on` from a stack."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.decorator-can-be-applied-again": "IndexError: pop from empty list",
    "registration.decorator-registers": "f called with (0, 0)",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._decorated: list[Event] = []

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().on(event, callback)
        self._decorated.append(event)
        return self._decorate

    def _decorate(self, function: Any) -> Any:
        return self.on(self._decorated.pop(), function)
