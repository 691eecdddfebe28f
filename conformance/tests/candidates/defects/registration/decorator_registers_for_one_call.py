"""Registers with `once` in the decorator of `on`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.decorator-registers": "f called with (1, 2)",
    "rejection.is-raised-by-the-decorator": "no exception",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        return self.once(event) if callback is None else super().on(event, callback)
