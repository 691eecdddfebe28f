"""Asks a handle for its emitter, and removes it there, whatever emitter `off` was called on."""

from __future__ import annotations

from types import FunctionType
from typing import Any
from weakref import WeakKeyDictionary

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.emitters-are-independent": "0 calls after `off` of another emitter instead of 1"}
MADE: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        handle = super().once(event, callback)
        if callback is not None:
            MADE[handle] = self
        return handle

    def off(self, event: Event, callback: Any) -> None:
        maker = MADE.get(callback, self) if isinstance(callback, FunctionType) else self
        Reference.off(maker, event, callback)
