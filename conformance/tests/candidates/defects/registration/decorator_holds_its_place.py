"""Registers the decorator itself until it is applied."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.decorator-waits-for-its-function": "missing 1 required positional argument"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().on(event, callback)

        def decorate(function: Any) -> Any:
            self._callbacks[event].pop(decorate, None)
            return self.on(event, function)

        self._callbacks.setdefault(event, {})[decorate] = None
        return decorate
