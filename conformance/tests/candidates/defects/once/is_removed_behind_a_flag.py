"""Removes a `once` registration after its call, and has a flag against a second one until then."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.is-removed-before-the-call": "removed called with ()",
    "once.nested-emission-calls-it-too": "callback 0 called with () 10 instead of 20 times",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)
        called = False

        def call_once(*args: Any) -> None:
            nonlocal called
            if called:
                return
            called = True
            try:
                callback(*args)
            finally:
                self.off(event, call_once)

        return self.on(event, call_once)
