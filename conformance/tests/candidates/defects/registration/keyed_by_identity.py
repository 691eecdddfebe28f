"""Keeps callbacks by their `id`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.each-by-its-own": "f called with ()",
    "registration.equal-callbacks-are-one": "2 calls",
    "removal.is-by-equality": "f called with ()",
}


class EventEmitter(Reference[Event]):
    _callbacks: Any

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None or is_coroutine_function(callback):
            return super().on(event, callback)
        hash(callback)
        self._callbacks.setdefault(event, {})[id(callback)] = callback
        return callback

    def off(self, event: Event, callback: Any) -> None:
        self._callbacks.get(event, {}).pop(id(callback), None)

    def emit(self, event: Event, *args: Any) -> None:
        callbacks = self._callbacks.get(event, {})
        emission: Any = Reference()
        emission._callbacks = {event: list(callbacks.values())}
        emission.emit(event, *args)
