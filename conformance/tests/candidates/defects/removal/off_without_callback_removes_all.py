"""Takes `off` without a callback for "all of them"."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

NONE: Any = object()
BREAKS = {"removal.needs-a-callback": "no exception"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any = NONE) -> None:
        if callback is NONE:
            self._callbacks.pop(event, None)
        else:
            super().off(event, callback)
