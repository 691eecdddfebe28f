"""Registers equal built-in methods that are not identical side by side."""

from __future__ import annotations

import functools
from types import BuiltinMethodType
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.equal-callbacks-are-one": "2 calls",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if isinstance(callback, BuiltinMethodType) and callback in self._callbacks.get(event, ()):
            super().on(event, functools.partial(callback))
            return callback
        return super().on(event, callback)
