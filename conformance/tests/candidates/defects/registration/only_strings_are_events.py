"""Takes no event but a string."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.message-is-livekits": "TypeError: an event is a string",
    "logging.record-names-the-event": "TypeError: an event is a string",
    "registration.any-hashable-is-an-event": "TypeError: an event is a string",
    "registration.equal-events-are-one": "TypeError: an event is a string",
    "registration.exceptions-of-hash-leave": "TypeError: ",
    "registration.unequal-events-are-separate": "TypeError: an event is a string",
}


class Registry(dict[Any, Any]):
    def get(self, event: Any, default: Any = None) -> Any:
        return super().get(string(event), default)

    def setdefault(self, event: Any, default: Any = None) -> Any:
        return super().setdefault(string(event), default)


def string(event: Any) -> str:
    if not isinstance(event, str):
        raise TypeError("an event is a string")
    return event


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        self._callbacks = Registry()
