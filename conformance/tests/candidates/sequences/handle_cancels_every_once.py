"""Cancels every `once` of a callback for an event with the handle of one."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

PROGRAM = {"removal.leaves-other-callbacks": 4}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            call_once.__dict__.clear()
            self.off(event, call_once)
            callback(*args)

        call_once.__dict__["original"] = callback
        return self.on(event, call_once)

    def off(self, event: Event, callback: Any) -> None:
        super().off(event, callback)
        original = getattr(callback, "original", None)
        for each in list(self._callbacks.get(event, ())):
            if original is not None and getattr(each, "original", None) == original:
                super().off(event, each)
