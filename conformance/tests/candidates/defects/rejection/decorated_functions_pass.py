"""Takes a decorated coroutine function for the function it decorates."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"rejection.coroutine-functions": "no exception"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().on(event)
        if is_coroutine_function(callback) and not hasattr(callback, "__wrapped__"):
            raise ValueError(callback)
        self._callbacks.setdefault(event, {})[callback] = None
        return callback
