"""Keeps a flag that a `once` callback was called, and never calls it again."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.nested-emission-calls-it-too": "callback 0 called with () 10 instead of 20 times;"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)
        spent = False

        def call_once(*args: Any) -> None:
            nonlocal spent
            self.off(event, call_once)
            if not spent:
                spent = True
                callback(*args)

        return self.on(event, call_once)
