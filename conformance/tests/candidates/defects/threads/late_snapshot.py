"""Stores the snapshot of an event after it has made it, even if a removal came between."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"threads.removals-are-kept": "e and f and g called"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._snapshots: dict[Any, dict[Any, None]] = {}

    def on(self, event: Event, callback: Any = None) -> Any:
        self._snapshots.pop(event, None)
        return super().on(event, callback)

    def off(self, event: Event, callback: Any) -> None:
        super().off(event, callback)
        self._snapshots.pop(event, None)

    def emit(self, event: Event, *args: Any) -> None:
        snapshot = self._snapshots.get(event)
        if snapshot is None:
            snapshot = dict(self._callbacks.get(event, {}))
            self._snapshots[event] = snapshot
        emission = Reference[Event]()
        emission._callbacks = {event: snapshot}
        emission.emit(event, *args)
