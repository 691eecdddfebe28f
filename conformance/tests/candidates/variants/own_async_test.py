"""Asks `asyncio.iscoroutinefunction` on every version of Python, without its warning."""

from __future__ import annotations

import asyncio
import warnings
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return lambda function: self.on(event, function)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            is_async = asyncio.iscoroutinefunction(callback)
        if is_async:
            raise ValueError("use asyncio.create_task in a function that is not async")
        self._callbacks.setdefault(event, {})[callback] = None
        return callback
