"""Tests what a callback has as `func`, whether or not it is a partial."""

from __future__ import annotations

import asyncio
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"rejection.everything-else-is-accepted": "ValueError: "}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if asyncio.iscoroutinefunction(getattr(callback, "func", None)):
            raise ValueError(f"{callback!r} is asynchronous")
        return super().on(event, callback)
