"""Copies the arguments."""

from __future__ import annotations

import copy
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.passes-the-same-objects": "f called with (False), g called with (False)",
    "arity.built-in-methods": "[Room.name, *guests] is ['lobby', 'carol']",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        super().emit(event, *map(copy.copy, args))
