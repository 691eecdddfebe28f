"""Replaces the callbacks of an event at each change by a copy, which another may outdate."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "threads.registrations-are-kept": "e and i called",
    "threads.removals-are-kept": "e and f and i called",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().on(event)
        if is_coroutine_function(callback):
            raise ValueError("a callback must not be async")
        self._callbacks[event] = {**self._callbacks.get(event, {}), callback: None}
        return callback

    def off(self, event: Event, callback: Any) -> None:
        others = dict(self._callbacks.get(event, {}))
        others.pop(callback, None)
        self._callbacks[event] = others
