"""Accepts a coroutine function that takes `*args`."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "rejection.coroutine-functions": "no exception",
    "rejection.marked-functions": 'no exception from emitter.on("joined"',
}


def takes_everything(callback: Any) -> bool:
    return inspect.isfunction(callback) and bool(callback.__code__.co_flags & inspect.CO_VARARGS)


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().on(event)
        if is_coroutine_function(callback) and not takes_everything(callback):
            raise ValueError(callback)
        self._callbacks.setdefault(event, {})[callback] = None
        return callback
