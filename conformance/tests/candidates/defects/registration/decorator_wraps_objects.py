"""Returns from the decorator of `on` a function in place of an object."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.decorator-returns-the-function": "another object: <function"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().on(event, callback)

        def decorate(function: Any) -> Any:
            self.on(event, function)
            if inspect.isroutine(function):
                return function
            return lambda *args: function(*args)

        return decorate
