"""Cuts the underscore that an event begins with."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.record-names-the-event": "'failed to emit event '",
    "registration.unequal-events-are-separate": "f called with ()",
}


def _key(event: Any) -> Any:
    return event.lstrip("_") if isinstance(event, str) else event


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        return super().on(_key(event), callback)

    def once(self, event: Event, callback: Any = None) -> Any:
        return super().once(_key(event), callback)

    def off(self, event: Event, callback: Any) -> None:
        super().off(_key(event), callback)

    def emit(self, event: Event, *args: Any) -> None:
        super().emit(_key(event), *args)
