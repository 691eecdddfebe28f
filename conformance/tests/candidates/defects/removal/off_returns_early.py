"""Looks no event up in `off` of an emitter without registrations."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.unhashable-event-raises": "no exception"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        if self._callbacks:
            super().off(event, callback)
