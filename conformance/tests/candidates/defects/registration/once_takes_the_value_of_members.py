"""Waits with `once` for the value of an event that has one."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.spent-handle-is-silent": "nothing called",
    "registration.any-hashable-is-an-event": "nothing called",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        return super().once(getattr(event, "value", event), callback)
