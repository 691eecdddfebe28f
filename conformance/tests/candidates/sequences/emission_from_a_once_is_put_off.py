"""Puts an emission off that the callback of a `once` begins, until that callback has returned."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

PROGRAM = {"emission.nested-emission-runs-at-once": 4}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[Any] | None = None

    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            self._waiting = []
            try:
                callback(*args)
            finally:
                waiting, self._waiting = self._waiting, None
                for each in waiting or ():
                    self.emit(*each)

        return self.on(event, call_once)

    def emit(self, event: Event, *args: Any) -> None:
        if self._waiting is None:
            super().emit(event, *args)
        else:
            self._waiting.append((event, *args))
