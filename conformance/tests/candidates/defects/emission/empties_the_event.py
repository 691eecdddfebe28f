"""Removes the callbacks of an event by its emission."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.defaults-count": "nothing called",
    "arity.too-few-raises": "nothing called",
    "emission.added-callback-waits": "g called with (), h called with ()",
    "emission.calls-again-each-time": "f called with (0)",
    "emission.ignores-return-values": "f called with ()",
    "emission.nested-emission-runs-at-once": "g called with (), f ends called with (1)",
    "emission.passes-the-same-objects": "f called with (True)",
    "logging.keeps-registrations": "f called with ('alice') (logged",
    "once.fires-once": "g called with ('alice'), h called with ('bob')",
    "once.is-independent-of-on": "f called with ('alice'), f called with ('alice')",
    "once.nested-emission-calls-it-too": "(100 calls)",
    "once.waits-if-it-was-not-called": "f called with ()",
    "registration.decorator-registers": "f called with (1, 2)",
    "registration.equal-events-are-one": "nothing called",
    "registration.no-event-is-special": "nothing called",
    "threads.emissions-do-not-mix": "f called with ('alice'), g called with ('alice')",
    "type_error.keeps-registrations": "f called with (True)",
    "varargs.takes-everything": "nothing called",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        emission = Reference[Event]()
        emission._callbacks = {event: self._callbacks.pop(event, {})}
        emission.emit(event, *args)
