"""Warns of an event that has no callback."""

from __future__ import annotations

import warnings
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.warns-of-nothing": "a warning: nothing waits for ",
    "registration.any-hashable-is-an-event": "KeyError: ",
    "registration.unequal-events-are-separate": "KeyError: ",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        if not self._callbacks.get(event):
            warnings.warn(f"nothing waits for {event}", RuntimeWarning, stacklevel=2)
        super().emit(event, *args)
