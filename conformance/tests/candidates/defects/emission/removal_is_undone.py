"""Undoes, after an emission, the removals of callbacks of `on` that its callbacks made."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.callback-can-remove-itself": "f, g and h called with ()"}


class Running(threading.local):
    """The callbacks that emissions of this thread have removed, by event."""

    def __init__(self) -> None:
        self.removed: dict[Any, list[Any]] = {}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._running = Running()

    def off(self, event: Event, callback: Any) -> None:
        if callback in self._callbacks.get(event, {}):
            self._running.removed.get(event, []).append(callback)
        super().off(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        self._running.removed[event] = []
        try:
            super().emit(event, *args)
        finally:
            removed = self._running.removed.pop(event, [])
        for callback in removed:
            if getattr(callback, "__name__", "") != "call_once":
                self.on(event, callback)
