"""Raises KeyboardInterrupt in `off`. That clause is broken, and the run goes on."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            raise KeyboardInterrupt
        super().off(event, callback)
