"""Keeps the registries in a dictionary of emitters, where those of one class are equal."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "surface.can-be-subclassed": "unhashable type: 'Room'",
    "surface.emitters-are-independent": "unexpected: g called with ()",
    "surface.takes-a-type-argument": "f called with ('bob')",
}


REGISTRIES: dict[Any, Any] = {}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        REGISTRIES[self] = {}

    @property
    def _callbacks(self) -> Any:
        return REGISTRIES[self]

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))
