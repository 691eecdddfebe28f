"""Notes what is removed during an emission and keeps it."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.releases-the-callback": "emitter._removed still refers to it"}


class EventEmitter(Reference[Event]):
    _running = 0

    def off(self, event: Event, callback: Any) -> None:
        super().off(event, callback)
        if self._running and not inspect.isfunction(callback):
            self._removed = callback

    def emit(self, event: Event, *args: Any) -> None:
        self._running += 1
        try:
            super().emit(event, *args)
        finally:
            self._running -= 1
