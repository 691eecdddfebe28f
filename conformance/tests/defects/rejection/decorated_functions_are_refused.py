"""Refuses a function that only decorates a coroutine function."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"rejection.everything-else-is-accepted": "ValueError: <"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None and asyncio.iscoroutinefunction(inspect.unwrap(callback)):
            raise ValueError(callback)
        return super().on(event, callback)
