"""Registers a decorated function again each time it is called."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.decorator-registers": "unexpected: f called with ('bob')",
    "once.fires-once": "unexpected: f called with (3, 4)",
    "once.is-spent-whatever-it-raises": "f called with ('bob')",
    "registration.any-hashable-is-an-event": "f called with (1, 2)",
    "surface.can-be-subclassed": "f called with (1, 2)",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().once(event, callback)

        def decorate(function: Any) -> Any:
            def again(*args: Any) -> None:
                self.once(event, again)
                function(*args)

            self.once(event, again)
            return function

        return decorate
