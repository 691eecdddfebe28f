"""Takes a falsy callback of `off` for none."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.ends-the-calls": "f called with (3, 4)"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        if callback or not callable(callback):
            super().off(event, callback)
