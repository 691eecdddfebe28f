"""Returns from `once` what it registered, whatever `on` returned."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.registers-through-on": "another object: <function EventEmitter.once.<locals>.call_once>"
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            callback(*args)

        self.on(event, call_once)
        return call_once
