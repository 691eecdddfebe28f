"""Calls the callbacks of its class for an event too."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.unequal-events-are-separate": "called with ()"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Any, *args: Any) -> None:
        super().emit(event, *args)
        if not isinstance(event, type):
            super().emit(type(event), *args)  # type: ignore[arg-type]
