"""Queues an emission in another thread for the thread that made the emitter."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "threads.callbacks-can-wait-for-other-threads": "f waits in vain before g is called",
    "threads.earlier-registrations-are-called": "calls of e: 0, of h: 0",
    "threads.no-thread-is-special": "nothing called",
    "threads.operations-raise-nothing": "afterwards called 2 times",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._thread = threading.current_thread()
        self._queue: list[Any] = []

    def emit(self, event: Event, *args: Any) -> None:
        self._queue.append((event, *args))
        while self._queue and threading.current_thread() is self._thread:
            super().emit(*self._queue.pop(0))
