"""Looks for a callback among the last 64 of its event before it registers it."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.same-callback-twice-is-one": "callback 0 called with () twice instead of once;",
    "threads.registrations-are-kept": "e called",
    "threads.removals-are-kept": "g called",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None or is_coroutine_function(callback):
            return super().on(event, callback)
        registry: Any = self._callbacks
        callbacks = registry.setdefault(event, [])
        hash(callback)
        if callback not in callbacks[-64:]:
            callbacks.append(callback)
        return callback

    def off(self, event: Event, callback: Any) -> None:
        callbacks: Any = self._callbacks.get(event, [])
        callbacks[:] = [each for each in callbacks if each != callback]
