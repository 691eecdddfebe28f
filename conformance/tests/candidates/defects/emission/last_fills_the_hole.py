"""Puts the last function of an event in the place of one that is removed."""

from __future__ import annotations

from types import FunctionType
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.order-is-registration-order": "callback 0 called with ()",
    "emission.renewed-registration-goes-last": "the same calls in another order",
    "threads.registrations-are-kept": "e and g and e called",
    "threads.removals-are-kept": "e and f called",
}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        table = self._callbacks.get(event, {})
        if isinstance(callback, FunctionType) and callback in table:
            *others, last = table
            order = [last if each is callback else each for each in others]
            self._callbacks[event] = dict.fromkeys(order)
        else:
            super().off(event, callback)
