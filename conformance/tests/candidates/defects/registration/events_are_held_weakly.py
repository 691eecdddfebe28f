"""Forgets the callbacks of an event with the object that was the event."""

from __future__ import annotations

import weakref
from types import FunctionType
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.any-hashable-is-an-event": "nothing called",
    "registration.equal-events-are-one": "nothing called",
    "registration.unequal-events-are-separate": "TypeError: ",
}


def is_weak(event: Any) -> bool:
    return isinstance(type(event).__hash__, FunctionType) and not isinstance(event, str)


class Registry:
    """Keeps what belongs to an object with a `__hash__` of its own as long as the object."""

    def __init__(self) -> None:
        self.weak: Any = weakref.WeakKeyDictionary()
        self.strong: dict[Any, Any] = {}

    def get(self, event: Any, default: Any) -> Any:
        return (self.weak if is_weak(event) else self.strong).get(event, default)

    def setdefault(self, event: Any, default: Any) -> Any:
        return (self.weak if is_weak(event) else self.strong).setdefault(event, default)


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        self._callbacks: Any = Registry()
