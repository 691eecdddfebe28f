"""Refuses a partial of an object whose `__call__` is asynchronous."""

from __future__ import annotations

import functools
from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"rejection.everything-else-is-accepted": "ValueError: "}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        function = callback.func if isinstance(callback, functools.partial) else None
        if callable(function) and is_coroutine_function(type(function).__call__):
            raise ValueError(f"{callback!r} is asynchronous")
        return super().on(event, callback)
