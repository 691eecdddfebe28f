"""Passes a tuple for a list."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.built-in-methods": "TypeError: descriptor 'append' for 'list' objects",
    "emission.passes-the-same-objects": "f and g called with ('others: ",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        super().emit(event, *[tuple(each) if isinstance(each, list) else each for each in args])
