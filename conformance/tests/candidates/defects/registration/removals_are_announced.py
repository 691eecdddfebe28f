"""Emits `removeListener` at each removal."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.no-event-is-special": "unexpected: f called with ('a.c', ",
    "surface.calls-no-other-method": "it calls emit",
}

REMOVED: Any = "removeListener"


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        super().off(event, callback)
        self.emit(REMOVED, event, callback)
