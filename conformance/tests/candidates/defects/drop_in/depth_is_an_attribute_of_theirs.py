"""Counts the emissions that run in an attribute that one of LiveKit's classes has too."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"drop_in.names-of-attributes-are-free": "_exception of "}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._exception = 0

    def emit(self, event: Event, *args: Any) -> None:
        self._exception += 1
        try:
            super().emit(event, *args)
        finally:
            self._exception -= 1
