"""Ignores the registration of a callback that was removed twice before."""

from __future__ import annotations

import inspect
import weakref
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.can-be-undone": "f called with () twice instead of 3 times"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._removals = weakref.WeakKeyDictionary[Any, int]()

    def on(self, event: Event, callback: Any = None) -> Any:
        if inspect.isfunction(callback) and self._removals.get(callback) == 2:
            return callback
        return super().on(event, callback)

    def off(self, event: Event, callback: Any) -> None:
        if inspect.isfunction(callback) and callback in self._callbacks.get(event, ()):
            self._removals[callback] = self._removals.get(callback, 0) + 1
        super().off(event, callback)
