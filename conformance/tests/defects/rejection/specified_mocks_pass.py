"""Accepts what `create_autospec` makes of a coroutine function."""

from __future__ import annotations

import asyncio
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "rejection.async-mocks": 'no exception from emitter.on("joined", AsyncMock())',
    "rejection.marked-functions": 'no exception from emitter.on("joined", create_autospec(greet',
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if asyncio.iscoroutinefunction(callback) and hasattr(callback, "mock"):
            super().on(event, lambda *args: callback(*args))
            return callback
        return super().on(event, callback)
