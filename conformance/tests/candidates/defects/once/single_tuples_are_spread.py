"""Spreads a tuple that is the only argument of a `once`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.passes-the-same-objects": "TypeError: g() takes 1 positional argument",
    "once.receives-all-arguments": "TypeError raised",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call(*args: Any) -> None:
            if len(args) == 1 and isinstance(args[0], tuple):
                args = args[0]
            callback(*args)

        return super().once(event, call)
