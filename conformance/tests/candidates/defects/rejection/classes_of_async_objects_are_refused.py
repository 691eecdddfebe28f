"""Refuses classes whose objects are async."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "rejection.everything-else-is-accepted": "ValueError: <class 'steps.Greeter'>",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if inspect.isclass(callback) and is_coroutine_function(callback.__call__):
            raise ValueError(callback)
        return super().on(event, callback)
