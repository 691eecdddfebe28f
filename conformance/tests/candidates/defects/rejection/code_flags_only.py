"""Looks at `callback.__code__`, which a partial does not have and a mark does not change."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "rejection.async-partials": "no exception",
    "rejection.marked-functions": "no exception",
}


def has_coroutine_flag(callback: Any) -> bool:
    flags: int = getattr(getattr(callback, "__code__", None), "co_flags", 0)
    return bool(flags & inspect.CO_COROUTINE)


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().on(event)
        if has_coroutine_flag(callback):
            raise ValueError(callback)
        self._callbacks.setdefault(event, {})[callback] = None
        return callback
