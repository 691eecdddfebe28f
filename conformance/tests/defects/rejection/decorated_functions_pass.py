"""Takes a decorated coroutine function for the function it decorates."""

from __future__ import annotations

import asyncio
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"rejection.coroutine-functions": "no exception"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().on(event)
        if asyncio.iscoroutinefunction(callback) and not hasattr(callback, "__wrapped__"):
            raise ValueError(callback)
        self._callbacks.setdefault(event, {})[callback] = None
        return callback
