"""Removes the callbacks of an event by its emission."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.defaults-count": "nothing called",
    "arity.too-few-raises": "nothing called",
    "emission.added-callback-waits": "missing: f called with ()",
    "emission.calls-again-each-time": "missing: f called with (1)",
    "emission.ignores-return-values": "f called with ()",
    "emission.nested-emission-runs-at-once": "g called with () once instead of twice; missing:",
    "emission.passes-the-same-objects": "f called with ('it') once instead of twice",
    "logging.keeps-registrations": "f called with ('alice') once instead of 30 times",
    "once.fires-once": "missing: g called with ('bob')",
    "once.is-independent-of-on": "missing: f called with ('bob')",
    "once.nested-emission-calls-it-too": "callback 0 called with () 10 instead of 20 times;",
    "once.waits-if-it-was-not-called": "missing: g and h called with ()",
    "registration.decorator-registers": "missing: f called with (3, 4)",
    "registration.equal-events-are-one": "nothing called",
    "registration.no-event-is-special": "nothing called",
    "threads.emissions-do-not-mix": "missing: f, g and h called with ('bob')",
    "type_error.keeps-registrations": "f called with ('failing') once instead of twice;",
    "varargs.takes-everything": "nothing called",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        emission = Reference[Event]()
        emission._callbacks = {event: self._callbacks.pop(event, {})}
        emission.emit(event, *args)
