"""Empties the callbacks of an event and fills them again; changes take a lock, emissions none."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"threads.earlier-registrations-are-called": "nothing called"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.RLock()

    def on(self, event: Event, callback: Any = None) -> Any:
        with self._lock:
            return super().on(event, callback)

    def off(self, event: Event, callback: Any) -> None:
        with self._lock:
            callbacks = self._callbacks.get(event, {})
            kept = {**callbacks}
            kept.pop(callback, None)
            callbacks.clear()
            callbacks.update(kept)
