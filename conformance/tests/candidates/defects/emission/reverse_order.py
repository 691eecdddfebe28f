"""Calls the callbacks in the reverse order."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.order-is-registration-order": "the same calls in another order",
    "emission.renewed-registration-goes-last": "the same calls in another order",
    "emission.repeated-registration-keeps-its-place": "the same calls in another order",
    "once.nested-emission-calls-it-too": "(100 calls)",
    "type_error.earlier-callbacks-have-run": "calls[:1] is []",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        emission = Reference[Event]()
        callbacks = list(self._callbacks.get(event, ()))
        emission._callbacks = {event: dict.fromkeys(callbacks[::-1])}
        emission.emit(event, *args)
