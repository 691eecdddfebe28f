"""Registers no object whose truth value is false by the decorator of `on`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.decorator-returns-the-function": "ValueError: ",
    "registration.falsy-callable-is-a-callback": "nothing called",
    "registration.only-none-is-no-callback": "ValueError: ",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().on(event, callback)

        def decorate(function: Any) -> Any:
            if function:
                self.on(event, function)
            return function

        return decorate
