"""Remembers the functions that a decorator was applied to, and registers none again."""

from __future__ import annotations

import functools
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.decorator-can-be-applied-again": "0 calls of a function that is decorated again"
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return functools.lru_cache(maxsize=None)(lambda function: self.on(event, function))
        return super().on(event, callback)
