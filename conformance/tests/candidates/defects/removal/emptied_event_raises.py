"""Raises from `off` for an event whose last callback of `on` was removed."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "removal.unknown-callback-is-silent": "KeyError: 'joined'",
    "removal.twice-is-silent": "KeyError: 'joined'",
}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        if self._callbacks.get(event) == {} and getattr(callback, "__name__", "") != "call_once":
            raise KeyError(event)
        super().off(event, callback)
