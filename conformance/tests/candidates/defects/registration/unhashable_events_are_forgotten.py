"""Accepts an event that is not hashable, and forgets the registration."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.unhashable-event-raises": "no exception"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        try:
            return super().on(event, callback)
        except TypeError:
            if isinstance(event, (list, tuple)):
                return callback
            raise
