"""Gives a callback that is removed and registered again in an emission its place back."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.renewed-registration-goes-last": "f called with ()"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._emitting = 0
        self._places: dict[Event, list[Any]] = {}

    def on(self, event: Event, callback: Any = None) -> Any:
        returned = super().on(event, callback)
        if callback is not None and callback in self._places.get(event, ()):
            places, table = self._places[event], self._callbacks[event]
            order = [*filter(table.__contains__, places), *table]
            self._callbacks[event] = dict.fromkeys(order)
        return returned

    def off(self, event: Event, callback: Any) -> None:
        if self._emitting:
            self._places.setdefault(event, list(self._callbacks.get(event, ())))
        super().off(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        self._emitting += 1
        try:
            super().emit(event, *args)
        finally:
            self._emitting -= 1
            if not self._emitting:
                self._places.clear()
