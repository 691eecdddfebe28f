"""Deletes an event that was empty during an emission, with what was registered for it since."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "removal.can-be-undone": "nothing called",
    "threads.registrations-are-kept": "nothing called",
}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        super().off(event, callback)
        if not self._callbacks.get(event):
            self._callbacks.pop(event, None)

    def emit(self, event: Event, *args: Any) -> None:
        callbacks = self._callbacks.get(event, {})
        try:
            super().emit(event, *args)
        finally:
            if not callbacks:
                self._callbacks.pop(event, None)
