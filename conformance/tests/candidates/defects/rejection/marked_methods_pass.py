"""Accepts methods that are marked as coroutine functions."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "rejection.marked-functions": 'no exception from emitter.on("joined", Room().join)',
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if (
            is_coroutine_function(callback)
            and inspect.ismethod(callback)
            and not callback.__code__.co_flags & inspect.CO_COROUTINE
        ):
            super().on(event, lambda *args: callback(*args))
            return callback
        return super().on(event, callback)
