"""Lets a TypeError leave without the traceback that tells where it was raised."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "type_error.from-once": "places is ['<module>', 'emit']",
    "type_error.leaves-emit": "places is [",
    "type_error.subclasses-leave-emit": "places is ['<module>', 'emit']",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        try:
            super().emit(event, *args)
        except TypeError as error:
            raise error.with_traceback(None) from error.__cause__
