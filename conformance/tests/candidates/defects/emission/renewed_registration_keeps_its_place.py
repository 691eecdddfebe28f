"""Remembers the place of a callback that was removed."""

from __future__ import annotations

import itertools
import threading
import weakref
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.order-is-registration-order": "the same calls in another order",
    "emission.renewed-registration-goes-last": "the same calls in another order",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._places = weakref.WeakKeyDictionary[Any, int]()
        self._others = dict[Any, int]()  # that cannot be held weakly
        self._next_place = itertools.count()
        self._changing = threading.RLock()

    def on(self, event: Event, callback: Any = None) -> Any:
        with self._changing:
            registered = super().on(event, callback)
            if callback is not None:
                in_order = sorted(self._callbacks[event], key=self._place)
                self._callbacks[event] = dict.fromkeys(in_order)
        return registered

    def off(self, event: Event, callback: Any) -> None:
        with self._changing:
            super().off(event, callback)

    def _place(self, callback: Any) -> int:
        try:
            return self._places.setdefault(callback, next(self._next_place))
        except TypeError:
            return self._others.setdefault(callback, next(self._next_place))
