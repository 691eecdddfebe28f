"""Tells classes that are events apart by their names."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.unequal-events-are-separate": "f called with ()",
}


def _key(event: Any) -> Any:
    return event.__qualname__ if isinstance(event, type) else event


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        return super().on(_key(event), callback)

    def once(self, event: Event, callback: Any = None) -> Any:
        return super().once(_key(event), callback)

    def off(self, event: Event, callback: Any) -> None:
        super().off(_key(event), callback)

    def emit(self, event: Event, *args: Any) -> None:
        super().emit(_key(event), *args)
