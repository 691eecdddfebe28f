"""Removes by identity."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.is-by-equality": "f called with ()"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        if any(each is callback for each in list(self._callbacks.get(event, ()))):
            super().off(event, callback)
