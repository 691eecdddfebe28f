"""Gives the attributes of a callback to what it registers."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.accepts-async-callbacks": "ValueError: <function EventEmitter.once.<locals>.call_once> ",
    "once.is-not-cut": "wrapper called with ()",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            callback(*args)

        vars(call_once).update(getattr(callback, "__dict__", {}))
        return self.on(event, call_once)
