"""Refuses generator functions, the coroutines of an older Python."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "rejection.everything-else-is-accepted": "ValueError: <",
    "arity.surplus-is-dropped": "ValueError: <function generate>",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if inspect.isgeneratorfunction(callback):
            raise ValueError(callback)
        return super().on(event, callback)
