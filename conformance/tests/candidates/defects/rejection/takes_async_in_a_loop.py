"""Takes coroutine functions where an event loop runs, and makes them tasks."""

from __future__ import annotations

import asyncio
from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"rejection.holds-in-a-running-loop": "missing: ValueError raised"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if asyncio._get_running_loop() is not None and is_coroutine_function(callback):
            super().on(event, lambda *args: asyncio.ensure_future(callback(*args)))
            return callback
        return super().on(event, callback)
