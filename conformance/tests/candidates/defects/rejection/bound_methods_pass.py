"""Accepts bound methods without looking at their function."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "rejection.async-methods": "no exception",
    "rejection.marked-functions": 'no exception from emitter.on("joined", Room().join)',
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().on(event)
        if is_coroutine_function(callback) and not inspect.ismethod(callback):
            raise ValueError(callback)
        self._callbacks.setdefault(event, {})[callback] = None
        return callback
