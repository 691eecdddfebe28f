"""Emits `new_listener` at each registration."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.no-event-is-special": "unexpected: f called with ('a.c', ",
    "surface.calls-no-other-method": "it calls emit",
}

REGISTERED: Any = "new_listener"


class EventEmitter(Reference[Event]):
    def on(self, event: Any, callback: Any = None) -> Any:
        if callback is not None:
            self.emit(REGISTERED, event, callback)
        return super().on(event, callback)
