"""Raises a TypeError without the exception in whose handling it was raised."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"type_error.leaves-emit": "its __context__ is None then"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        try:
            super().emit(event, *args)
        except TypeError as error:
            error.__context__ = None
            raise
