"""Names the event that the callback was registered for, not the equal one that was emitted."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.message-is-livekits": "failed to emit event 1"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        if event in self._callbacks:
            event = next(key for key in self._callbacks if key == event)
        super().emit(event, *args)
