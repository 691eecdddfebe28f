"""Keeps a snapshot for each thread, which changes by another thread do not renew."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"threads.no-thread-is-special": "missing: g called with ('erin')"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._kept = threading.local()

    def on(self, event: Event, callback: Any = None) -> Any:
        vars(self._kept).clear()
        return super().on(event, callback)

    def off(self, event: Event, callback: Any) -> None:
        vars(self._kept).clear()
        super().off(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        kept = vars(self._kept).setdefault("snapshots", {})
        callbacks = kept.setdefault(event, list(self._callbacks.get(event, ())))
        emission = Reference[Event]()
        for callback in callbacks:
            emission.on(event, callback)
        emission.emit(event, *args)
