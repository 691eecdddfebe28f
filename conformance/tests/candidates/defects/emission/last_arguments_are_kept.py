"""Keeps the arguments of the last emission of each event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.releases-its-arguments": "emitter._last still refers to it"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._last: dict[Event, tuple[Any, ...]] = {}

    def emit(self, event: Event, *args: Any) -> None:
        self._last[event] = args
        super().emit(event, *args)
