"""Hands only the first argument to a `once` callback."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.fires-once": "TypeError: ",
    "once.handle-cancels": "TypeError: ",
    "once.is-not-cut": "wrapper called with (0)",
    "once.receives-all-arguments": "missing 1 required positional argument: 'b'",
    "once.spent-handle-is-silent": "TypeError: ",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            callback(*args[:1])

        return self.on(event, call_once)
