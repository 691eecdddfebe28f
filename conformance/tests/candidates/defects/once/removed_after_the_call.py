"""Removes a `once` registration after the call, in a `finally`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.is-removed-before-the-call": "f called with () 3 times instead of once"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            try:
                callback(*args)
            finally:
                self.off(event, call_once)

        return self.on(event, call_once)
