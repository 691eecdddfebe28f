"""Makes a task of each callback if an event loop is running."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.ends-after-its-callbacks": "emit returned, f called with (1, 2)",
    "emission.ignores-return-values": "unexpected: it is used",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            super().emit(event, *args)
            return
        callbacks = list(self._callbacks.get(event, ()))
        self._tasks = [loop.create_task(self._call(callback, *args)) for callback in callbacks]

    async def _call(self, callback: Any, *args: Any) -> None:
        returned = callback(*_positional(callback, args))
        if inspect.isawaitable(returned):
            await returned
