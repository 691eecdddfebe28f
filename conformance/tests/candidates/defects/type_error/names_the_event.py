"""Puts the name of the event into the message of a TypeError."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "type_error.from-a-call-that-does-not-fit": "another TypeError: joined",
    "type_error.from-once": "they are ('joined: no seat',) now",
    "type_error.leaves-emit": "they are ('joined: no seat',) now",
    "type_error.subclasses-leave-emit": "they are ('joined: ',) now",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        try:
            super().emit(event, *args)
        except TypeError as error:
            error.args = (f"{event}: {error}",)
            raise
