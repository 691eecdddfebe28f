"""Returns from `on` the equal callback that is already registered."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.on-returns-the-callback": "the registered one"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        for registered in list(self._callbacks.get(event, ())):
            if registered == callback:
                return registered
        return super().on(event, callback)
