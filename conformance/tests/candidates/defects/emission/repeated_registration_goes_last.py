"""Moves a callback to the end when it is registered again."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.repeated-registration-keeps-its-place": "the same calls in another order"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        self._callbacks.get(event, {}).pop(callback, None)
        return super().on(event, callback)
