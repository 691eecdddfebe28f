"""Refuses an object whose `__call__` is defined with `async def`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"rejection.everything-else-is-accepted": "ValueError: <"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if is_coroutine_function(type(callback).__call__):
            raise ValueError(callback)
        return super().on(event, callback)
