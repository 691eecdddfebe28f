"""Marks a callback as registered, so that no other emitter takes it."""

from __future__ import annotations

from types import FunctionType
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "surface.emitters-are-independent": "nothing called",
    "emission.nested-emission-runs-at-once": "i begins called with (1), i ends called with (1)",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if isinstance(callback, FunctionType):
            if getattr(callback, "emitter", self) is not self:
                return callback
            callback.emitter = self  # type: ignore[attr-defined]
        return super().on(event, callback)
