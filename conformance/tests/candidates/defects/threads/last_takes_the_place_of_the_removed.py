"""Moves the last callback to the place of one that is removed during an emission."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"threads.registrations-are-kept": "e and g and e called"}


class EventEmitter(Reference[Event]):
    _depth = 0

    def off(self, event: Event, callback: Any) -> None:
        order = list(self._callbacks.get(event, ()))
        if self._depth and callback in order:
            order[order.index(callback)] = order[-1]
            self._callbacks[event] = dict.fromkeys(order[:-1])
        else:
            super().off(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        self._depth += 1
        try:
            super().emit(event, *args)
        finally:
            self._depth -= 1
