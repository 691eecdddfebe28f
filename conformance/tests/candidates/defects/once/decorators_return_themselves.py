"""Returns the decorator from each application, to be chained."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.decorator-returns-the-function": "another object: <function",
    "registration.decorator-returns-the-function": "another object: <function",
    "once.decorator-registers": "missing 1 required positional argument: 'function'",
}


def _decorator(register: Any, event: Any) -> Any:
    def decorate(function: Any) -> Any:
        register(event, function)
        return decorate

    return decorate


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        return _decorator(self.on, event) if callback is None else super().on(event, callback)

    def once(self, event: Event, callback: Any = None) -> Any:
        return _decorator(self.once, event) if callback is None else super().once(event, callback)
