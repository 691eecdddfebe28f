"""Takes methods of one object that have the same name for one."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.each-by-its-own": "missing: close called with (1)",
    "registration.unequal-callbacks-are-separate": "missing: g called with ()",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        for other in self._callbacks.get(event, ()):
            if is_method_of(other, callback):
                return callback
        return super().on(event, callback)


def is_method_of(other: Any, method: Any) -> bool:
    if not inspect.ismethod(method) or not inspect.ismethod(other):
        return False
    return other.__self__ is method.__self__ and other.__name__ == method.__name__
