"""Puts off an emission that a callback of another emitter begins."""

from __future__ import annotations

from typing import Any, ClassVar

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.nested-emission-runs-at-once": "i begins (1), i ends (1), i begins (0), i ends (0)",
}


class EventEmitter(Reference[Event]):
    _queue: ClassVar[list[Any]] = []
    _running: ClassVar[list[Any]] = []

    def emit(self, event: Event, *args: Any) -> None:
        if self._running and self._running[-1] is not self:
            self._queue.append((self, event, args))
            return
        self._running.append(self)
        try:
            super().emit(event, *args)
        finally:
            self._running.pop()
        while self._queue and not self._running:
            emitter, later, rest = self._queue.pop(0)
            emitter.emit(later, *rest)
