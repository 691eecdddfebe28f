"""Removes a `once` registration when its callback has returned."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.is-not-cut": "f called with ()",
    "once.is-removed-before-the-call": "f called with () 3 times instead of once",
    "once.is-spent-whatever-it-raises": "f called with ('bob')",
    "once.waits-if-it-was-not-called": "f called with ()",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            callback(*args)
            self.off(event, call_once)

        return self.on(event, call_once)
