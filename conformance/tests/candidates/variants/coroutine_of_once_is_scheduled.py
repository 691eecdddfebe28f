"""Schedules what an async function returned, if it was registered with `once`."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            result = callback(*args)
            if asyncio.iscoroutine(result):
                with contextlib.suppress(RuntimeError):
                    self._task = asyncio.get_running_loop().create_task(result)

        return self.on(event, call_once)
