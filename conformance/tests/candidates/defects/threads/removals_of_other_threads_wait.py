"""Keeps the removals of other threads until its own thread removes something."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.any-hashable-is-an-event": "f called with (1, 2)",
    "threads.no-thread-is-special": "unexpected: h called with ('carol')",
    "threads.removals-are-kept": "f called",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._thread = threading.current_thread()
        self._removals: list[Any] = []

    def off(self, event: Event, callback: Any) -> None:
        self._removals.append((event, callback))
        while self._removals and threading.current_thread() is self._thread:
            super().off(*self._removals.pop(0))
