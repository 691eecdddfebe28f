"""Removes methods that are equal, and of all other callbacks only the very same object."""

from __future__ import annotations

from types import BuiltinMethodType, MethodType
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.is-by-equality": "f called with ()"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        hash(callback)
        is_method = isinstance(callback, (MethodType, BuiltinMethodType))
        if is_method or any(each is callback for each in list(self._callbacks.get(event, ()))):
            super().off(event, callback)
