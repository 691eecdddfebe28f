"""Registers partials of coroutine functions before it rejects them."""

from __future__ import annotations

import functools
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"rejection.registers-nothing": "TypeError: f() missing"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if isinstance(callback, functools.partial):
            self._callbacks.setdefault(event, {})[callback] = None
        return super().on(event, callback)
