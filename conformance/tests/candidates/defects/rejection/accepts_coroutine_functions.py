"""Accepts callbacks that would have to be awaited."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "rejection.async-methods": "no exception",
    "rejection.async-mocks": "no exception",
    "rejection.async-partials": "no exception",
    "rejection.coroutine-functions": "no exception",
    "rejection.holds-in-a-running-loop": "missing: ValueError raised",
    "rejection.is-raised-by-the-decorator": "no exception",
    "rejection.marked-functions": "no exception",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().on(event)
        self._callbacks.setdefault(event, {})[callback] = None
        return callback
