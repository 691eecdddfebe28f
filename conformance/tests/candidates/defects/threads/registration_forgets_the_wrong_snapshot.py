"""Forgets, at a registration, the snapshot of the event that is emitted, not of the one named."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "threads.operations-raise-nothing": "KeyError: 'joined'",
    "threads.earlier-registrations-are-called": "KeyError: 'joined'",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._snapshots: dict[Any, list[Any]] = {}
        self._going: list[Any] = []

    def on(self, event: Event, callback: Any = None) -> Any:
        self._snapshots.pop(self._going[-1] if self._going else event, None)
        return super().on(event, callback)

    def off(self, event: Event, callback: Any) -> None:
        self._snapshots.pop(event, None)
        super().off(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        if event not in self._snapshots:
            self._snapshots[event] = list(self._callbacks.get(event, ()))
        self._going.append(event)
        try:
            for callback in self._snapshots[event]:
                try:
                    callback(*_positional(callback, args))
                except TypeError:
                    raise
                except Exception:
                    logger.exception("failed to emit event %s", event)
        finally:
            self._going.pop()
