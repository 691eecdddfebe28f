"""Keeps the arguments of the last emission of each event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.releases-its-arguments": "emitter.last still refers to it",
    "surface.keeps-public-attributes": "names is ['last', 'name']",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self.last: dict[Event, tuple[Any, ...]] = {}

    def emit(self, event: Event, *args: Any) -> None:
        self.last[event] = args
        super().emit(event, *args)
