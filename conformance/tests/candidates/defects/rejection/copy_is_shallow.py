"""Registers, before the test, in a copy of the registry that is not deep enough."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"rejection.registers-nothing": "TypeError: f() missing"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().on(event)
        changed = self._callbacks.copy()
        changed.setdefault(event, {})[callback] = None
        if is_coroutine_function(callback):
            raise ValueError(callback)
        self._callbacks = changed
        return callback
