"""Waits in C for a lock that it holds. That clause times out."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            lock = threading.Lock()
            lock.acquire()
            lock.acquire()
        super().off(event, callback)
