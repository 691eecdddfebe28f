"""Refuses more than ten callbacks for an event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.added-callback-waits": "RuntimeError: too many callbacks",
    "emission.calls-each-callback-once": "RuntimeError: too many callbacks",
    "emission.order-is-registration-order": "RuntimeError: too many callbacks",
    "emission.renewed-registration-goes-last": "RuntimeError: too many callbacks",
    "emission.repeated-registration-keeps-its-place": "RuntimeError: too many callbacks",
    "logging.emission-goes-on": "RuntimeError: too many callbacks",
    "logging.one-error-record-per-failure": "RuntimeError: too many callbacks",
    "logging.silent-without-failure": "RuntimeError: too many callbacks",
    "once.fires-once": "RuntimeError: too many callbacks",
    "once.nested-emission-calls-it-too": "RuntimeError: too many callbacks",
    "registration.has-no-limit": "RuntimeError: too many callbacks",
    "registration.same-callback-twice-is-one": "RuntimeError: too many callbacks",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None and len(self._callbacks.get(event, ())) == 10:
            raise RuntimeError("too many callbacks")
        return super().on(event, callback)
