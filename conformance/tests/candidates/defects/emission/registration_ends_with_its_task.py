"""Ends a registration with the task that made it."""

from __future__ import annotations

import asyncio
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.calls-again-each-time": "calls of it: 0, of another one: 1",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        try:
            task = asyncio.current_task()
        except RuntimeError:
            task = None
        if callback is not None and task is not None:
            task.add_done_callback(lambda task: self.off(event, callback))
        return super().on(event, callback)
