"""Lets only the thread that made an emitter register callbacks."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "threads.callbacks-can-wait-for-other-threads": "f waits in vain before g is called",
    "threads.no-thread-is-special": "RuntimeError: not the thread of this emitter",
    "threads.operations-raise-nothing": "RuntimeError: not the thread of this emitter",
    "threads.registrations-are-kept": "RuntimeError: not the thread of this emitter",
    "threads.removals-are-kept": "RuntimeError: not the thread of this emitter",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._thread = threading.current_thread()

    def on(self, event: Event, callback: Any = None) -> Any:
        if threading.current_thread() is not self._thread:
            raise RuntimeError("not the thread of this emitter")
        return super().on(event, callback)
