"""Removes nothing when `off` is given a handle that is not spent."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.handle-cancels": "unexpected: f called with (1, 2)"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._waiting: set[Any] = set()

    def off(self, event: Event, callback: Any) -> None:
        if callback not in self._waiting:
            super().off(event, callback)

    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self._waiting.discard(call_once)
            self.off(event, call_once)
            callback(*args)

        self._waiting.add(call_once)
        return self.on(event, call_once)
