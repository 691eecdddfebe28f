"""Emits an argument that has a type as an event of that type too."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"drop_in.agent-session-announces-its-states": "'listening', 'listening'"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        super().emit(event, *args)
        types: list[Any] = [getattr(each, "type", None) for each in args[:1]]
        for kind in types:
            if isinstance(kind, str):
                self.emit_again(kind, args)

    def emit_again(self, event: Any, args: tuple[Any, ...]) -> None:
        super().emit(event, *args)
