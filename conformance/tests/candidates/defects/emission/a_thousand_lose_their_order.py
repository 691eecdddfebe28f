"""Keeps the order of up to a thousand callbacks."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.order-is-registration-order": "the same calls in another order",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        callbacks = self._callbacks.get(event, {})
        if len(callbacks) > 1000:
            self._callbacks[event] = dict.fromkeys(reversed(callbacks))
        super().emit(event, *args)
