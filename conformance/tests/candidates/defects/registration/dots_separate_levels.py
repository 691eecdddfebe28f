"""Emits `a` along with `a.b`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.unequal-events-are-separate": "f called with ()"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Any, *args: Any) -> None:
        super().emit(event, *args)
        level = event.rpartition(".")[0] if isinstance(event, str) else ""
        if level:
            self.emit(level, *args)
