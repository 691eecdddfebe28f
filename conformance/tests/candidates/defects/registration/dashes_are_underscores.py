"""Takes dashes in an event for underscores."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.record-names-the-event": "'failed to emit event ",
    "registration.unequal-events-are-separate": "f called with ()",
}


def _key(event: Any) -> Any:
    return event.replace("-", "_") if isinstance(event, str) else event


class EventEmitter(Reference[Event]):
    def on(self, event: Any, callback: Any = None) -> Any:
        return super().on(_key(event), callback)

    def off(self, event: Any, callback: Any) -> None:
        super().off(_key(event), callback)

    def emit(self, event: Any, *args: Any) -> None:
        super().emit(_key(event), *args)
