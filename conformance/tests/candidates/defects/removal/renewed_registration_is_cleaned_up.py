"""Cleans up before the next emission what was removed in one, also if it is registered again."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "removal.can-be-undone": "nothing called",
    "removal.releases-the-callback": "emitter._removed still refers to it",
}


class EventEmitter(Reference[Event]):
    _depth = 0

    def __init__(self) -> None:
        super().__init__()
        self._removed: list[tuple[Any, Any]] = []

    def off(self, event: Event, callback: Any) -> None:
        if self._depth and callback in self._callbacks.get(event, ()):
            self._removed.append((event, callback))
        super().off(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        while self._removed and not self._depth:
            super().off(*self._removed.pop())
        self._depth += 1
        try:
            super().emit(event, *args)
        finally:
            self._depth -= 1
