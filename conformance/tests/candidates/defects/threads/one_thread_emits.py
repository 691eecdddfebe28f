"""Passes over an emission while another thread emits."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "threads.callbacks-can-wait-for-other-threads": "f waits in vain before g is called",
    "threads.earlier-registrations-are-called": "calls of e: 1, of h: 1",
    "threads.emissions-do-not-mix": "missing: f, g and h called with ('bob')",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.RLock()

    def emit(self, event: Event, *args: Any) -> None:
        if self._lock.acquire(blocking=False):
            try:
                super().emit(event, *args)
            finally:
                self._lock.release()
