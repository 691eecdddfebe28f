"""Closes the coroutine that a callback of `once` returned, as nobody awaits it."""

from __future__ import annotations

import asyncio
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
                result.close()

        return self.on(event, call_once)
