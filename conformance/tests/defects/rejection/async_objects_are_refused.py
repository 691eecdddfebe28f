"""Refuses an object whose `__call__` is defined with `async def`."""

from __future__ import annotations

import asyncio
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"rejection.everything-else-is-accepted": "ValueError: <"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if asyncio.iscoroutinefunction(type(callback).__call__):
            raise ValueError(callback)
        return super().on(event, callback)
