"""Keeps the arguments of an emission while it runs, and those of one that a TypeError ended."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.releases-its-arguments": "still refers to it"}


class EventEmitter(Reference[Event]):
    _running: Any = None

    def emit(self, event: Event, *args: Any) -> None:
        before, self._running = self._running, args
        super().emit(event, *args)
        self._running = before
