"""Lets a callback wait for an event at most twice."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

PROGRAM = {"once.twice-fires-twice": 4}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            callback(*args)

        call_once.__dict__["original"] = callback
        waiting = list(self._callbacks.get(event, ()))
        originals = [getattr(each, "original", None) for each in waiting]
        return call_once if originals.count(callback) == 2 else self.on(event, call_once)
