"""Moves a callback to the end that is registered again during an emission."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

PROGRAM = {"emission.repeated-registration-keeps-its-place": 5}


class EventEmitter(Reference[Event]):
    _depth = 0

    def on(self, event: Event, callback: Any = None) -> Any:
        if self._depth:
            self.off(event, callback)
        return super().on(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        self._depth += 1
        try:
            super().emit(event, *args)
        finally:
            self._depth -= 1
