"""Takes a member of any enumeration for its value."""

from __future__ import annotations

import enum
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.unequal-events-are-separate": "f called with ()",
    "logging.message-is-livekits": "'failed to emit event joined'",
    "logging.record-names-the-event": "'failed to emit event joined'",
}


def _key(event: Any) -> Any:
    return event.value if isinstance(event, enum.Enum) else event


class EventEmitter(Reference[Event]):
    def on(self, event: Any, callback: Any = None) -> Any:
        return super().on(_key(event), callback)

    def off(self, event: Any, callback: Any) -> None:
        super().off(_key(event), callback)

    def emit(self, event: Any, *args: Any) -> None:
        super().emit(_key(event), *args)
