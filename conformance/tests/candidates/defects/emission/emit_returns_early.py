"""Looks no event up in `emit` of an emitter without registrations."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.unhashable-event-raises": "no exception"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        if self._callbacks:
            super().emit(event, *args)
