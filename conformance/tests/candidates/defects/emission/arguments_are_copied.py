"""Copies the arguments."""

from __future__ import annotations

import copy
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.built-in-methods": "Room.name is 'lobby' and guests is ['carol'] afterwards",
    "emission.passes-the-same-objects": "f and g called with ('others: ",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        super().emit(event, *map(copy.copy, args))
