"""Registers the callback first and raises then."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"rejection.registers-nothing": "TypeError: f() missing"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            self._callbacks.setdefault(event, {})[callback] = None
        return super().on(event, callback)
