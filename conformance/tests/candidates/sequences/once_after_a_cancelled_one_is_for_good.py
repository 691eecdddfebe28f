"""Registers a `once` for good if the one before it was cancelled."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

PROGRAM = {"once.fires-once": 5}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._cancelled: set[Any] = set()

    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)
        for_good = event in self._cancelled

        def call_once(*args: Any) -> None:
            if not for_good:
                self.off(event, call_once)
                self._cancelled.discard(event)
            callback(*args)

        return self.on(event, call_once)

    def off(self, event: Event, callback: Any) -> None:
        if getattr(callback, "__name__", "") == "call_once":
            self._cancelled.add(event)
        super().off(event, callback)
