"""Removes all callbacks of an event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.renewed-registration-goes-last": "missing: callback 7, callback 14, callback 1, ...",
    "once.fires-once": "missing: g called with ('carol')",
    "once.handle-cancels": "nothing called",
    "once.is-independent-of-on": "missing: f called with ('bob')",
    "once.waits-if-it-was-not-called": "missing: g and h called with ()",
    "registration.equal-events-are-one": "nothing called",
    "removal.leaves-other-callbacks": "nothing called",
}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        if callback in self._callbacks.get(event, ()):
            del self._callbacks[event]
