"""Removes an equal callback before it registers one."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.repeated-registration-keeps-its-place": "the same calls in another order",
    "threads.earlier-registrations-are-called": "e and g called",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        callbacks = self._callbacks.get(event, {})
        if callback in callbacks:
            del callbacks[callback]
        return super().on(event, callback)
