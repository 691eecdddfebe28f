"""Emits in the event loop that ran when the event had its first callback, if it still runs."""

from __future__ import annotations

import asyncio
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.stays-in-the-callers-thread": "'elsewhere'"}


def running() -> Any:
    """Return the running loop of this thread, or None."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._loops: dict[Event, Any] = {}

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            self._loops.setdefault(event, running())
        return super().on(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        async def there() -> None:
            super(EventEmitter, self).emit(event, *args)

        loop = self._loops.get(event)
        if loop is None or loop is running() or not loop.is_running():
            super().emit(event, *args)
        else:
            asyncio.run_coroutine_threadsafe(there(), loop).result()
