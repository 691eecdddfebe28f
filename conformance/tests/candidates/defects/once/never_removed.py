"""Never removes what `once` registered."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.decorator-registers": "unexpected: f called with ('bob')",
    "once.fires-once": "unexpected: f called with (3, 4)",
    "once.is-independent-of-on": "f called with ('bob') twice instead of once",
    "once.is-not-cut": "f called with ()",
    "once.is-removed-before-the-call": "f called with () 3 times instead of once",
    "once.is-spent-through-off": "missing: off called with ('joined')",
    "once.is-spent-whatever-it-raises": "f called with ('bob')",
    "once.waits-if-it-was-not-called": "f called with ()",
    "registration.any-hashable-is-an-event": "f called with (1, 2)",
    "surface.can-be-subclassed": "f called with (1, 2)",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            callback(*args)

        return self.on(event, call_once)
