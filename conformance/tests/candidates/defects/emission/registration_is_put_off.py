"""Puts a registration off until the outermost emission has ended."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.nested-emission-sees-changes": "f called with ()",
}


class EventEmitter(Reference[Event]):
    _depth = 0

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[Any] = []

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None or not self._depth:
            return super().on(event, callback)
        self._waiting.append((event, callback))
        return callback

    def emit(self, event: Event, *args: Any) -> None:
        self._depth += 1
        try:
            super().emit(event, *args)
        finally:
            self._depth -= 1
        while self._waiting and not self._depth:
            super().on(*self._waiting.pop(0))
