"""Raises the argument of an `error` that has no callback."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.any-hashable-is-an-event": "RuntimeError: ",
    "registration.no-event-is-special": "RuntimeError: ",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        if event == "error" and not self._callbacks.get(event):
            raise RuntimeError("unheard", *args)
        super().emit(event, *args)
