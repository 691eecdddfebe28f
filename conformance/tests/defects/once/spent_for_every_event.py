"""Spends, with a `once` registration, those of the same callback for other events."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.is-per-event": "f called with ('alice')",
    "removal.releases-the-callback": "spent() is <",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._handles: dict[Any, dict[Any, Any]] = {}

    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)
        handles = self._handles.setdefault(callback, {})

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            for other, handle in handles.items():
                if other != event:
                    self._callbacks[other].pop(handle, None)
            callback(*args)

        handles[event] = call_once
        return self.on(event, call_once)
