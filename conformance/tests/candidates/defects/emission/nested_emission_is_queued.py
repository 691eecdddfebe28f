"""Puts nested emissions off until the outermost one has ended."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.ends-after-its-callbacks": "emit returned, f called with (1, 2)",
    "emission.nested-emission-runs-at-once": "f begins (1), f ends (1), g called with (), f",
    "emission.nested-emission-sees-changes": "nested is [('f',)]",
    "logging.base-exceptions-are-not-logged": "KeyboardInterrupt: ",
    "logging.nested-failure-stays-nested": "g went on, f called with ()",
    "once.nested-emission-calls-it-too": "callback 0 called with () 10 instead of 20 times;",
    "registration.any-hashable-is-an-event": "nothing called",
    "type_error.from-once": "TypeError: ",
    "type_error.leaves-emit": "TypeError: ",
    "type_error.leaves-nested-emissions": "unexpected: f went on",
    "type_error.subclasses-leave-emit": "GuestError",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._queue: list[Any] = []

    def emit(self, event: Event, *args: Any) -> None:
        self._queue.append((event, *args))
        if len(self._queue) > 1:
            hash(event)
            return
        try:
            while self._queue:
                super().emit(*self._queue[0])
                del self._queue[0]
        finally:
            self._queue.clear()
