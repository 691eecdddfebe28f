"""Prints without end. That clause times out, and little of it is shown."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            while True:
                print("joined" * 1000)
        super().off(event, callback)
