"""Loses every thousandth emission."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.calls-again-each-time": "missing: f called with (999)",
    "registration.one-callback-on-several-events": "missing: f called with (999)",
}


class EventEmitter(Reference[Event]):
    _emitted = 0

    def emit(self, event: Event, *args: Any) -> None:
        self._emitted += 1
        if self._emitted % 1000:
            super().emit(event, *args)
