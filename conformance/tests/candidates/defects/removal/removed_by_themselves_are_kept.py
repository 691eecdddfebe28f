"""Notes what is removed during an emission and keeps it."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.releases-the-callback": "emitter.removed still refers to it"}


class EventEmitter(Reference[Event]):
    running = 0

    def off(self, event: Event, callback: Any) -> None:
        super().off(event, callback)
        if self.running and not inspect.isfunction(callback):
            self.removed = callback

    def emit(self, event: Event, *args: Any) -> None:
        self.running += 1
        try:
            super().emit(event, *args)
        finally:
            self.running -= 1
