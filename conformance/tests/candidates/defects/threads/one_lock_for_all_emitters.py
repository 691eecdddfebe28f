"""Holds one lock for all emitters while callbacks run."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"threads.callbacks-can-wait-for-other-threads": "f called with ('waits')"}

LOCK = threading.RLock()


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        with LOCK:
            super().emit(event, *args)
