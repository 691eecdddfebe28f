"""Adds a note to a TypeError that tells the event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"type_error.leaves-emit": "its __notes__ is ['the seventh', \"in an"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        try:
            super().emit(event, *args)
        except TypeError as error:
            notes = getattr(error, "__notes__", [])
            vars(error)["__notes__"] = [*notes, f"in an emission of {event!r}"]
            raise
