"""Raises KeyError when a `once` is cancelled during its own call."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

PROGRAM = {"once.spent-handle-is-silent": 3}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._running: set[Any] = set()

    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            self._running.add(call_once)
            try:
                callback(*args)
            finally:
                self._running.discard(call_once)

        return self.on(event, call_once)

    def off(self, event: Event, callback: Any) -> None:
        super().off(event, callback)
        if callback in self._running:
            raise KeyError(callback)
