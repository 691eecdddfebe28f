"""Rejects coroutine functions with TypeError instead of ValueError."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "rejection.async-methods": "TypeError: a coroutine function",
    "rejection.async-mocks": "TypeError: a coroutine function",
    "rejection.async-partials": "TypeError: a coroutine function",
    "rejection.coroutine-functions": "TypeError: a coroutine function",
    "rejection.holds-in-a-running-loop": "TypeError: ",
    "rejection.is-raised-by-the-decorator": "TypeError: a coroutine function",
    "rejection.marked-functions": "TypeError: a coroutine function",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        try:
            return super().on(event, callback)
        except ValueError:
            raise TypeError("a coroutine function") from None
