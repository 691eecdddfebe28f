"""Annotates the arguments of `emit` as strings."""

from __future__ import annotations

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"typing.emit-takes-any-arguments": "Argument 2 to"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: str) -> None:
        super().emit(event, *args)
