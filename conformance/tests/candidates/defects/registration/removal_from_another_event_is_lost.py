"""Loses the removal of a callback of `on` while another event is emitted."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.any-hashable-is-an-event": "f called with (1, 2)",
    "removal.ends-the-calls": "f called with (3, 4)",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._going: list[Any] = []

    def off(self, event: Event, callback: Any) -> None:
        is_once = getattr(callback, "__name__", "") == "call_once"
        if not self._going or event in self._going or is_once:
            super().off(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        self._going.append(event)
        try:
            super().emit(event, *args)
        finally:
            self._going.pop()
