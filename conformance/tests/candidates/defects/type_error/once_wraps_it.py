"""The wrapper of `once` raises a TypeError of its own."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"type_error.from-once": "another one: TypeError('once failed')"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def guarded(*args: Any) -> None:
            try:
                callback(*args)
            except TypeError as error:
                raise TypeError("once failed") from error

        return super().once(event, guarded)
