"""Forgets what is registered in a nested emission of a nested emission."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.nested-emission-sees-changes": "missing: h called with (2)"}


class EventEmitter(Reference[Event]):
    _depth = 0

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None and self._depth >= 3:
            hash((event, callback))
            return callback
        return super().on(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        self._depth += 1
        try:
            super().emit(event, *args)
        finally:
            self._depth -= 1
