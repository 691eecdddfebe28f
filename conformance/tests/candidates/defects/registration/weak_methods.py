"""Holds the owners of bound methods weakly."""

from __future__ import annotations

import inspect
import weakref
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.bound-methods": "TypeError: ",
    "logging.emission-goes-on": "missing: f called with ()",
    "registration.holds-its-callbacks": "missing: join called with ()",
}


class WeakMethod:
    def __init__(self, method: Any) -> None:
        self.owner, self.function = weakref.ref(method.__self__), method.__func__
        self.__signature__ = inspect.signature(method)

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, WeakMethod) and (
            self.owner() is other.owner() and self.function is other.function
        )

    def __hash__(self) -> int:
        return hash(self.function)

    def __call__(self, *args: Any) -> None:
        owner = self.owner()
        if owner is not None:
            self.function(owner, *args)


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        registered = super().on(event, callback)
        if inspect.ismethod(callback):
            super().off(event, callback)
            super().on(event, WeakMethod(callback))
        return registered

    def off(self, event: Event, callback: Any) -> None:
        super().off(event, WeakMethod(callback) if inspect.ismethod(callback) else callback)
