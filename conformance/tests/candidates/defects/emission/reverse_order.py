"""Calls the callbacks in the reverse order."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.order-is-registration-order": "the same calls in another order",
    "emission.renewed-registration-goes-last": "the same calls in another order",
    "emission.repeated-registration-keeps-its-place": "the same calls in another order",
    "once.nested-emission-calls-it-too": "callback 0 called with () 10 instead of 20 times;",
    "type_error.earlier-callbacks-have-run": "nothing called",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        emission = Reference[Event]()
        callbacks = list(self._callbacks.get(event, ()))
        emission._callbacks = {event: dict.fromkeys(callbacks[::-1])}
        emission.emit(event, *args)
