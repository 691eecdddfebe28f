"""Registers only the first function that a decorator of `on` is applied to."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.decorator-can-be-applied-again": "missing: g and h called with ()"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().on(event, callback)
        registered: list[Any] = []

        def decorate(function: Any) -> Any:
            if not registered:
                registered.append(self.on(event, function))
            return function

        return decorate
