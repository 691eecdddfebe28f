"""Leaves an emission to be awaited if an event loop is running."""

from __future__ import annotations

import asyncio
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.calls-each-callback-once": "nothing called",
    "emission.ends-after-its-callbacks": "missing: f called with (1, 2)",
    "emission.ignores-return-values": "nothing called",
    "emission.keeps-the-running-loop": "missing: f, g and h called with ('the loop')",
    "rejection.holds-in-a-running-loop": "missing: g called with ()",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> Any:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return super().emit(event, *args)
        return self._emit(event, *args)

    async def _emit(self, event: Event, *args: Any) -> None:
        super().emit(event, *args)
