"""Keeps its callbacks in a dictionary with emitters as keys, and so needs hashable ones."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "surface.can-be-subclassed": "unhashable type: 'Room'",
}

_REGISTRIES: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()


class EventEmitter(Reference[Event]):
    @property
    def _callbacks(self) -> Any:
        return _REGISTRIES[self]

    @_callbacks.setter
    def _callbacks(self, callbacks: Any) -> None:
        _REGISTRIES[self] = callbacks
