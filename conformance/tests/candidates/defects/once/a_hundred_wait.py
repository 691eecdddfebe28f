"""Lets no more than a hundred `once` registrations wait."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.calls-each-callback-once": "missing: callback 100, callback 101, callback",
    "once.fires-once": "100 calls, of 100 callbacks",
}


class EventEmitter(Reference[Event]):
    _waiting = 0

    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            self._waiting -= 1
            callback(*args)

        self._waiting += 1
        return self.on(event, call_once) if self._waiting <= 100 else call_once
