"""Registers in the decorator form before the test."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"rejection.registers-nothing": "TypeError: f() missing"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().on(event, callback)

        def decorate(function: Any) -> Any:
            self._callbacks.setdefault(event, {})[function] = None
            self.on(event, function)
            return function

        return decorate
