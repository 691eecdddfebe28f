"""Holds a lock of an event while its callbacks run."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"threads.callbacks-can-wait-for-other-threads": "f called with ('waits')"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        with self._locks(event):
            super().emit(event, *args)

    def _locks(self, event: Event) -> Any:
        locks: Any = vars(self).setdefault("_locks_of_events", {})
        return locks.setdefault(event, threading.RLock())
