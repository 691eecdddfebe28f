"""Annotates the event of `emit` with object."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"typing.events-are-checked": "no error"}


class EventEmitter(Reference[Event]):
    def emit(self, event: object, *args: Any) -> None:
        super().emit(event, *args)  # type: ignore[arg-type]
