"""Returns from the decorator of `on` what takes the registration back."""

from __future__ import annotations

from functools import partial
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.decorator-returns-the-function": "another object: functools.partial(<bound method"
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().on(event, callback)

        def decorate(function: Any) -> Any:
            self.on(event, function)
            return partial(self.off, event, function)

        return decorate
