"""A `once` wrapper looks whether a thread has called it, and notes that in a later line."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

PROFILE = "thread-safe"
BREAKS = {"threads.once-is-called-once": "g called with () twice"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)
        owner = 0

        def handle(*args: Any) -> None:
            nonlocal owner
            if not owner:
                owner = threading.get_ident()
            if owner == threading.get_ident():
                self.off(event, handle)
                callback(*args)

        return self.on(event, handle)
