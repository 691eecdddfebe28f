"""Holds a lock that its own thread may take again during the whole emission."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = False


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.RLock()

    def on(self, event: Event, callback: Any = None) -> Any:
        with self._lock:
            return super().on(event, callback)

    def off(self, event: Event, callback: Any) -> None:
        with self._lock:
            super().off(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        with self._lock:
            super().emit(event, *args)
