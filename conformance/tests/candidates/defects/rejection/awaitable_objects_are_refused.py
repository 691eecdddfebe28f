"""Refuses objects that can be awaited."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "rejection.everything-else-is-accepted": "ValueError: (1,)",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if inspect.isawaitable(callback):
            raise ValueError(callback)
        return super().on(event, callback)
