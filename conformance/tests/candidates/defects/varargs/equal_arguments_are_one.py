"""Passes an argument on at its first place only."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "varargs.takes-everything": "f called with ('alice', 'bob', None)",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        firsts = [
            each for place, each in enumerate(args) if not any(each is a for a in args[:place])
        ]
        super().emit(event, *firsts)
