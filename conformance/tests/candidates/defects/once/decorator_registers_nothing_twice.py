"""A decorator of `once` leaves a function alone that already waits for the event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.twice-fires-twice": "f called with ('alice') once instead of twice"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._waiting: set[tuple[Event, int]] = set()

    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            self._waiting.add((event, id(callback)))
            return super().once(event, callback)

        def decorate(function: Any) -> Any:
            if (event, id(function)) not in self._waiting:
                self.once(event, function)
            return function

        return decorate

    def off(self, event: Event, callback: Any) -> None:
        self._waiting.clear()
        super().off(event, callback)
