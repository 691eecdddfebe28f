"""Registers a callback, tests then the last ones of the event, and lets them stay."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "rejection.is-raised-by-the-decorator": "ValueError: coroutine functions are not accepted",
    "rejection.registers-nothing": "TypeError: f() missing",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().on(event)
        callbacks = self._callbacks.setdefault(event, {})
        callbacks[callback] = None
        if any(map(is_coroutine_function, [*callbacks][-9:])):
            raise ValueError("coroutine functions are not accepted")
        return callback
