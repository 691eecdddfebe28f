"""Takes an event of bytes for the string."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.unequal-events-are-separate": "f called with ()"}


class Registry(dict[Any, Any]):
    def get(self, event: Any, default: Any = None) -> Any:
        return super().get(event.decode() if isinstance(event, bytes) else event, default)

    def setdefault(self, event: Any, default: Any = None) -> Any:
        return super().setdefault(event.decode() if isinstance(event, bytes) else event, default)


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        self._callbacks = Registry()
