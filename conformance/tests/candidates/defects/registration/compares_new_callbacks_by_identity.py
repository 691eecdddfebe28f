"""Compares by identity in `on`, by equality in `off`."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.each-by-its-own": "f called with ()",
    "registration.equal-callbacks-are-one": "2 calls",
}


class EventEmitter(Reference[Event]):
    _callbacks: Any

    def __init__(self) -> None:
        super().__init__()
        self._changing = threading.RLock()

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None or is_coroutine_function(callback):
            return super().on(event, callback)
        hash(callback)
        with self._changing:
            callbacks = self._callbacks.setdefault(event, [])
            if not any(each is callback for each in callbacks):
                callbacks.append(callback)
        return callback

    def off(self, event: Event, callback: Any) -> None:
        with self._changing:
            callbacks = self._callbacks.get(event, [])
            callbacks[:] = [each for each in callbacks if each != callback]
