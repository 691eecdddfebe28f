"""Calls the callbacks of the base classes for an event that is a class."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.unequal-events-are-separate": "g called with ()"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Any, *args: Any) -> None:
        super().emit(event, *args)
        for base in event.__mro__[1:-1] if isinstance(event, type) else ():
            super().emit(base, *args)  # type: ignore[arg-type]
