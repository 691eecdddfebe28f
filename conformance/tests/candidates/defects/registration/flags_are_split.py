"""Takes a combination of flags for several events, one for each flag."""

from __future__ import annotations

import enum
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.unequal-events-are-separate": "f called with ()"}


def flags(event: Any) -> list[Any]:
    """Return the flags of an event, or the event."""
    if isinstance(event, enum.Flag):
        return [flag for flag in type(event) if flag & event]
    return [event]


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().on(event)
        for flag in flags(event):
            super().on(flag, callback)
        return callback

    def off(self, event: Event, callback: Any) -> None:
        for flag in flags(event):
            super().off(flag, callback)

    def emit(self, event: Event, *args: Any) -> None:
        for flag in flags(event):
            super().emit(flag, *args)
