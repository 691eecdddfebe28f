"""Refuses every attribute but its own."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "surface.can-be-subclassed": "AttributeError: seats",
    "surface.keeps-public-attributes": "AttributeError: ",
}


class EventEmitter(Reference[Event]):
    def __setattr__(self, name: str, value: Any) -> None:
        if name != "_callbacks":
            raise AttributeError(name)
        super().__setattr__(name, value)
