"""Calls a `once` callback without arguments if the first is None."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.passes-the-same-objects": "TypeError: ",
    "once.receives-all-arguments": "i called with ()",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            callback(*([] if args == (None,) else args))

        return self.on(event, call_once)
