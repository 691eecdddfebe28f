"""Returns the handle from the decorator of `once` if it is applied to a class."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.decorator-returns-the-function": "another object: <function",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().once(event, callback)

        def decorate(function: Any) -> Any:
            handle = self.once(event, function)
            return handle if isinstance(function, type) else function

        return decorate
