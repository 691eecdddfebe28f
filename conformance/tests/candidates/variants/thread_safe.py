"""Takes a lock for every change, and lets one thread alone spend what `once` registered."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True
PROFILE = "thread-safe"


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.RLock()

    def on(self, event: Event, callback: Any = None) -> Any:
        with self._lock:
            return super().on(event, callback)

    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)
        owners: list[int] = []

        def handle(*args: Any) -> None:
            with self._lock:
                owners.append(threading.get_ident())
            if owners[0] == threading.get_ident():
                self.off(event, handle)
                callback(*args)

        return self.on(event, handle)

    def off(self, event: Event, callback: Any) -> None:
        with self._lock:
            super().off(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        with self._lock:
            callbacks = list(self._callbacks.get(event, ()))
        for callback in callbacks:
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
