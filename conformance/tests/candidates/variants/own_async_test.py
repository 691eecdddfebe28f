"""Knows coroutine functions by `inspect` and the mark of `asyncio`, as LiveKit's newest does."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True

MARK = getattr(asyncio.coroutines, "_is_coroutine", object())


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return lambda function: self.on(event, function)
        marked = getattr(callback, "_is_coroutine", None) is MARK
        if inspect.iscoroutinefunction(callback) or marked:
            raise ValueError("use asyncio.create_task in a function that is not async")
        self._callbacks.setdefault(event, {})[callback] = None
        return callback
