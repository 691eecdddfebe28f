"""Leaves the removal to the event loop, where one runs."""

from __future__ import annotations

import asyncio
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.fires-once": "unexpected: f called with (3, 4)",
    "once.handle-cancels": "f called with (1, 2)",
    "removal.ends-the-calls": "f called with (3, 4)",
}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        try:
            asyncio.get_running_loop().call_soon(super().off, event, callback)
        except RuntimeError:
            super().off(event, callback)
