"""Registers in a copy, under a lock, and removes in place, without one."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"threads.removals-are-kept": "e and f and i called"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.RLock()

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().on(event)
        with self._lock:
            callbacks = dict(self._callbacks.get(event, {}))
            super().on(event, callback)
            if callback not in callbacks:
                callbacks[callback] = None
            self._callbacks[event] = callbacks
        return callback
