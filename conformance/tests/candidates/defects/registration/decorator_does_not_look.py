"""Registers a function again each time that a decorator is applied to it."""

from __future__ import annotations

import functools
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.same-callback-twice-is-one": "calls after the first one: 1, after the second: 2",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().on(event, callback)

        def decorate(function: Any) -> Any:
            if function in self._callbacks.get(event, ()):
                self.on(event, functools.partial(function))
            return self.on(event, function)

        return decorate
