"""Clears the attributes that a subclass has set before its `__init__` runs."""

from __future__ import annotations

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "surface.can-be-subclassed": "AttributeError: ",
    "surface.keeps-public-attributes": "none",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        vars(self).clear()
        super().__init__()
