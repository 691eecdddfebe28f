"""Registers a wrapper in the decorator of `on`, which `off` cannot find."""

from __future__ import annotations

from functools import partial
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.any-hashable-is-an-event": "f called with (1, 2)",
    "registration.decorator-registers": "f called with ()",
    "registration.same-callback-twice-is-one": "calls after the first one: 1, after the second: 2",
    "removal.ends-the-calls": "f called with (3, 4)",
    "surface.can-be-subclassed": "f called with (1, 2)",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().on(event, callback)

        def decorate(function: Any) -> Any:
            self.on(event, partial(function))
            return function

        return decorate
