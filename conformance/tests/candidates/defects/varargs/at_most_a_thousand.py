"""Passes on a thousand arguments at most."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "varargs.takes-everything": "f called with (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        super().emit(event, *args[:1000])
