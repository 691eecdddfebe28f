"""Returns the handle from the decorator."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.decorator-returns-the-function": "another object: <function",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return lambda function: self.once(event, function)
        return super().once(event, callback)
