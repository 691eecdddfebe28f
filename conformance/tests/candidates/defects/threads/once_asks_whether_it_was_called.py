"""A `once` wrapper looks whether it was called, and notes it in a later line."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

PROFILE = "thread-safe"
BREAKS = {"threads.once-is-called-once": "g called 2 times"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)
        called = False

        def handle(*args: Any) -> None:
            nonlocal called
            if not called:
                called = True
                self.off(event, handle)
                callback(*args)

        return self.on(event, handle)
