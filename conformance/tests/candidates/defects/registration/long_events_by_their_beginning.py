"""Tells long events apart by their first thousand characters."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.record-names-the-event": "'failed to emit event 0 1 2 3 4 5 6 7 8 9 10 11",
    "registration.unequal-events-are-separate": "f called with ()",
}


def _key(event: Any) -> Any:
    return event[:1000] if isinstance(event, str) else event


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        return super().on(_key(event), callback)

    def once(self, event: Event, callback: Any = None) -> Any:
        return super().once(_key(event), callback)

    def off(self, event: Event, callback: Any) -> None:
        super().off(_key(event), callback)

    def emit(self, event: Event, *args: Any) -> None:
        super().emit(_key(event), *args)
