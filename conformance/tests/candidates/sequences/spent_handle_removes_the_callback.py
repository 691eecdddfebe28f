"""Removes the callback itself when it is given a spent handle of it."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

PROGRAM = {"once.is-independent-of-on": 5}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            callback(*args)

        call_once.__dict__["original"] = callback
        return self.on(event, call_once)

    def off(self, event: Event, callback: Any) -> None:
        if callback not in self._callbacks.get(event, ()):
            callback = getattr(callback, "original", callback)
        super().off(event, callback)
