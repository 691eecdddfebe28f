"""Refuses what `types.coroutine` makes."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "rejection.everything-else-is-accepted": "ValueError: <function awaited>",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if (
            inspect.isfunction(callback)
            and callback.__code__.co_flags & inspect.CO_ITERABLE_COROUTINE
        ):
            raise ValueError(callback)
        return super().on(event, callback)
