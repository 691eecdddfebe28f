"""Keeps callbacks in a list, where they need not be hashable."""

from __future__ import annotations

import contextlib
from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.exceptions-of-hash-leave": "ValueError('__hash__') does not leave it",
    "registration.unhashable-callback-raises": "no exception",
}


class EventEmitter(Reference[Event]):
    _callbacks: Any

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None or is_coroutine_function(callback):
            return super().on(event, callback)
        callbacks = self._callbacks.setdefault(event, [])
        if callback not in callbacks:
            callbacks.append(callback)
        return callback

    def off(self, event: Event, callback: Any) -> None:
        with contextlib.suppress(ValueError):
            self._callbacks.get(event, []).remove(callback)
