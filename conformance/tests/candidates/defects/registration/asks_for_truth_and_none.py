"""Asks a callback for its truth value before it looks whether it is None."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.only-none-is-no-callback": "ValueError: neither true nor false"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if not callback and callback is None:
            return super().on(event)
        return super().on(event, callback)
