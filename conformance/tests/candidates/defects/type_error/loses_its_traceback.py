"""Lets a TypeError leave without the traceback that tells where it was raised."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "type_error.from-once": "it ends in emit",
    "type_error.leaves-emit": "it ends in emit",
    "type_error.subclasses-leave-emit": "it ends in emit",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        try:
            super().emit(event, *args)
        except TypeError as error:
            raise error.with_traceback(None) from error.__cause__
