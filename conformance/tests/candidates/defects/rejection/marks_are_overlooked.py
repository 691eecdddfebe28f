"""Looks at the flags of the code alone, not at the mark of a wrapper."""

from __future__ import annotations

import inspect
from functools import partial
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"rejection.marked-functions": "no exception"}


def has_coroutine_flag(callback: Any) -> bool:
    while isinstance(callback, partial):
        callback = callback.func
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
