"""Calls each further callback one level deeper."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.calls-each-callback-once": "RecursionError: ",
    "emission.order-is-registration-order": "RecursionError: maximum recursion depth exceeded",
    "once.fires-once": "RecursionError: maximum recursion depth exceeded",
    "registration.has-no-limit": "RecursionError: maximum recursion depth exceeded",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        self._emit_rest(list(self._callbacks.get(event, ())), event, *args)

    def _emit_rest(self, callbacks: list[Any], event: Event, *args: Any) -> None:
        if callbacks:
            emission = Reference[Event]()
            emission._callbacks = {event: {callbacks[0]: None}}
            emission.emit(event, *args)
            self._emit_rest(callbacks[1:], event, *args)
