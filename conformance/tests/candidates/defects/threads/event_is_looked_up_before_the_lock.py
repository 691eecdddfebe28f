"""Looks whether an event is known before it takes the lock under which it adds."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

PROFILE = "thread-safe"
BREAKS = {"threads.first-registrations-are-not-lost": "g called with ()"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.RLock()

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None and event not in self._callbacks:
            self._callbacks[event] = {}
        with self._lock:
            return super().on(event, callback)

    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)
        owners: list[int] = []

        def handle(*args: Any) -> None:
            with self._lock:
                owners.append(threading.get_ident())
            if owners[0] == threading.get_ident():
                self.off(event, handle)
                callback(*args)

        return self.on(event, handle)
