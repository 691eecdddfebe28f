"""Knows what is spent by the callback, so that one of two registrations of it stays for good."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.fires-once": "f called with () 4 times"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._waiting: set[tuple[Any, int]] = set()

    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)
        self._waiting.add((event, id(callback)))

        def call_once(*args: Any) -> None:
            if (event, id(callback)) in self._waiting:
                self.off(event, call_once)
                self._waiting.discard((event, id(callback)))
            callback(*args)

        return self.on(event, call_once)
