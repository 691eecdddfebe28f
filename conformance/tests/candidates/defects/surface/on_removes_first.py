"""Removes a callback with its own `off` before it registers it, and keeps its place."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "surface.calls-no-other-method": "it calls off",
    "threads.earlier-registrations-are-called": "e and g called",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        before = list(self._callbacks.get(event, ()))
        if callback in before:
            self.off(event, callback)
            result = super().on(event, callback)
            self._callbacks[event] = dict.fromkeys(before)
            return result
        return super().on(event, callback)
