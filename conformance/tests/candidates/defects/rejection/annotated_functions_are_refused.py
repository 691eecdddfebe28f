"""Refuses a function that is annotated to return an awaitable."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"rejection.everything-else-is-accepted": "ValueError"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        returned = (getattr(callback, "__annotations__", None) or {}).get("return")
        if "Awaitable" in str(returned):
            raise ValueError("what it returns would have to be awaited")
        return super().on(event, callback)
