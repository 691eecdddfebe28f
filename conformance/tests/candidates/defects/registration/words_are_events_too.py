"""Registers a callback for each word of its event as well."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.no-event-is-special": "unexpected: f called with ('alice')",
    "registration.unequal-events-are-separate": "unexpected: g called with ()",
}


def _words(event: Any) -> list[Any]:
    return event.split() if isinstance(event, str) else []


class EventEmitter(Reference[Event]):
    def on(self, event: Any, callback: Any = None) -> Any:
        if callback is not None:
            for word in _words(event):
                super().on(word, callback)
        return super().on(event, callback)

    def off(self, event: Any, callback: Any) -> None:
        super().off(event, callback)
        for word in _words(event):
            super().off(word, callback)
