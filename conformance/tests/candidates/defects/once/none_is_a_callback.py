"""Takes None for a callback; only a missing one means the decorator form."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.none-means-the-decorator-form": "TypeError: a callback is needed"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = ...) -> Any:
        if callback is ...:
            return super().once(event)
        if callback is None:
            raise TypeError("a callback is needed")
        return super().once(event, callback)
