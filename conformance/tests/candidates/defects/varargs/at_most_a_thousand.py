"""Passes on a thousand arguments at most."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"varargs.takes-everything": "f called with 1000 arguments (0, 1, 2, ..., 999)"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        super().emit(event, *args[:1000])
