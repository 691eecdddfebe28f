"""Removes all callbacks of an event for None."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.none-removes-nothing": "missing: f called with ()"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        if callback is None:
            self._callbacks.pop(event, None)
        super().off(event, callback)
