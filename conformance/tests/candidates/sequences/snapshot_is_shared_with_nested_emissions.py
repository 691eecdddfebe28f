"""Gives a nested emission the callbacks of the outer one, unless one was registered since."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

PROGRAM = {"emission.callback-can-remove-itself": 4}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._snapshots: dict[Any, list[Any]] = {}

    def on(self, event: Event, callback: Any = None) -> Any:
        self._snapshots.clear()
        return super().on(event, callback)

    def off(self, event: Event, callback: Any) -> None:
        super().off(event, callback)
        if getattr(callback, "__name__", "") == "call_once":
            self._snapshots.clear()

    def emit(self, event: Event, *args: Any) -> None:
        outermost = event not in self._snapshots
        callbacks = self._snapshots.setdefault(event, list(self._callbacks.get(event, ())))
        try:
            for callback in callbacks:
                try:
                    callback(*_positional(callback, args))
                except TypeError:
                    raise
                except Exception:
                    logger.exception("failed to emit event %s", event)
        finally:
            if outermost:
                self._snapshots.pop(event, None)
