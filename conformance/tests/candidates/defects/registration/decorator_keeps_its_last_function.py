"""Removes, in the decorator of `on`, the function that it was applied to before."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.decorator-can-be-applied-again": "missing: f and g called with ()",
    "surface.calls-no-other-method": "it calls off too",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().on(event, callback)
        last: Any = None

        def decorate(function: Any) -> Any:
            nonlocal last
            self.off(event, last)
            last = self.on(event, function)
            return function

        return decorate
