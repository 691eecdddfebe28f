"""Keeps the callbacks of an event by the `id` of the emitter, which a later one may have again."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.emitters-are-independent": "g called with ('alice')"}
SNAPSHOTS: dict[tuple[int, Any], dict[Any, None]] = {}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        SNAPSHOTS.pop((id(self), event), None)
        return super().on(event, callback)

    def off(self, event: Event, callback: Any) -> None:
        SNAPSHOTS.pop((id(self), event), None)
        super().off(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        callbacks = self._callbacks.get(event, {})
        snapshot = SNAPSHOTS.setdefault((id(self), event), dict(callbacks))
        self._callbacks[event] = snapshot
        try:
            super().emit(event, *args)
        finally:
            self._callbacks[event] = callbacks
