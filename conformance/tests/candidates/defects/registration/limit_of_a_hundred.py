"""Refuses more than a hundred callbacks for an event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.calls-each-callback-once": "RuntimeError: ",
    "emission.order-is-registration-order": "RuntimeError: too many callbacks",
    "logging.emission-goes-on": "RuntimeError: too many callbacks",
    "logging.silent-without-failure": "RuntimeError: too many callbacks",
    "once.fires-once": "RuntimeError: too many callbacks",
    "registration.has-no-limit": "RuntimeError: too many callbacks",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if len(self._callbacks.get(event, ())) == 100:
            raise RuntimeError("too many callbacks")
        return super().on(event, callback)
