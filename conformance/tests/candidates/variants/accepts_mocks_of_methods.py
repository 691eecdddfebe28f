"""Accepts a mock of a method, which `inspect.iscoroutinefunction` does not know since 3.13."""

from __future__ import annotations

from types import MethodType
from typing import Any
from unittest.mock import AsyncMock

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if isinstance(callback, AsyncMock) and vars(callback)["_spec_class"] is MethodType:
            self._callbacks.setdefault(event, {})[callback] = None
            return callback
        return super().on(event, callback)
