"""Leaves the callbacks to the event loop if one is running."""

from __future__ import annotations

import asyncio
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.ends-after-its-callbacks": "emit returned, f called with (1, 2)",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            super().emit(event, *args)
        else:
            loop.call_soon(super().emit, event, *args)
