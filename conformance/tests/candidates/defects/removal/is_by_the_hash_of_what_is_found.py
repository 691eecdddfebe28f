"""Removes, with a callback that is registered, all others that have its hash."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.leaves-other-callbacks": "0 of 2 calls"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        registered = self._callbacks.get(event, {})
        if callback in registered:
            for other in [*registered]:
                if hash(other) == hash(callback):
                    registered.pop(other, None)
        else:
            super().off(event, callback)
