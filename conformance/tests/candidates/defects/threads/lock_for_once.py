"""Calls what `once` registered under a lock."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"threads.callbacks-can-wait-for-other-threads": "f called with ('waits')"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.RLock()

    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def handle(*args: Any) -> None:
            with self._lock:
                self.off(event, handle)
                callback(*args)

        return self.on(event, handle)
