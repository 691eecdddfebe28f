"""Accepts what `create_autospec` makes of a coroutine function."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "rejection.async-mocks": 'no exception from emitter.on("joined", AsyncMock())',
    "rejection.marked-functions": 'no exception from emitter.on("joined", create_autospec(greet',
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if is_coroutine_function(callback) and hasattr(callback, "mock"):
            super().on(event, lambda *args: callback(*args))
            return callback
        return super().on(event, callback)
