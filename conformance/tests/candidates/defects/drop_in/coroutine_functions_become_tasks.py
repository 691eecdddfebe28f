"""Takes coroutine functions where the object has a loop, and makes tasks of them there."""

from __future__ import annotations

import asyncio
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"drop_in.coroutine-functions-are-refused": "calls == []"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        loops = [
            each for each in vars(self).values() if isinstance(each, asyncio.AbstractEventLoop)
        ]
        if not loops or not asyncio.iscoroutinefunction(callback):
            return super().on(event, callback)

        def start(*args: Any) -> None:
            asyncio.run_coroutine_threadsafe(callback(*args), loops[0])

        return super().on(event, start)
