"""Takes `once` for another name of `on`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.accepts-async-callbacks": "would have to be awaited",
    "once.decorator-goes-through-once": "missing: once called with ('a callback')",
    "once.decorator-registers": "unexpected: f called with ('bob')",
    "once.fires-once": "unexpected: f called with (3, 4)",
    "once.is-independent-of-on": "f called with ('alice') once instead of twice",
    "once.is-not-cut": "no exception",
    "once.is-removed-before-the-call": "f called with () 3 times instead of once",
    "once.is-spent-through-off": "missing: off called with ('joined')",
    "once.is-spent-whatever-it-raises": "f called with ('bob')",
    "once.original-does-not-cancel": "nothing called",
    "once.twice-fires-twice": "f called with ('alice')",
    "once.waits-if-it-was-not-called": "f called with ()",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        return self.on(event, callback)
