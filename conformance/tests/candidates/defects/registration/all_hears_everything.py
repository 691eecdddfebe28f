"""Calls the callbacks of `all` for every event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.no-event-is-special": "f called with ('alice')"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Any, *args: Any) -> None:
        super().emit(event, *args)
        if event != "all":
            super().emit("all", *args)  # type: ignore[arg-type]
