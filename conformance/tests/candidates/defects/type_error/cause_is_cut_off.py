"""Lets a TypeError leave without the exception that caused it."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "type_error.from-once": "it is None now",
    "type_error.leaves-emit": "it is None now",
    "type_error.subclasses-leave-emit": "it is None now",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        try:
            super().emit(event, *args)
        except TypeError as error:
            raise error from None
