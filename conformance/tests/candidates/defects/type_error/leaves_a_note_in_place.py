"""Adds a note to the notes of a TypeError."""

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
            if hasattr(error, "__notes__"):
                error.__notes__.append(f"in an emission of {event!r}")
            raise
