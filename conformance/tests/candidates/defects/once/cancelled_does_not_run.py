"""Does not call a `once` callback that was cancelled during the emission."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.cancelled-during-an-emission-still-runs": "missing: g and h called with ()"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)
        spent = False

        def call_once(*args: Any) -> None:
            nonlocal spent
            if spent or call_once in self._callbacks[event]:
                spent = True
                self.off(event, call_once)
                callback(*args)

        return self.on(event, call_once)
