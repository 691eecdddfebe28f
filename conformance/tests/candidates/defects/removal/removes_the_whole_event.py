"""Removes all callbacks of an event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.renewed-registration-goes-last": "0 called with ()",
    "logging.warns-of-nothing": "calls is []",
    "once.fires-once": "g called with ('bob'), h called with ('bob')",
    "once.handle-cancels": "nothing called",
    "once.is-independent-of-on": "f called with ('alice'), f called with ('alice')",
    "once.waits-if-it-was-not-called": "f called with ()",
    "registration.equal-events-are-one": "nothing called",
    "removal.leaves-other-callbacks": "calls is []",
}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        if callback in self._callbacks.get(event, ()):
            del self._callbacks[event]
