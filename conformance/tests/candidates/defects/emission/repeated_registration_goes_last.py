"""Moves a callback to the end when it is registered again."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.repeated-registration-keeps-its-place": "the same calls in another order"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.RLock()

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().on(event)
        with self._lock:
            super().on(event, callback)
            callbacks = dict(self._callbacks[event])
            del callbacks[callback]
            self._callbacks[event] = {**callbacks, callback: None}
        return callback

    def off(self, event: Event, callback: Any) -> None:
        with self._lock:
            super().off(event, callback)
