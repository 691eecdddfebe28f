"""Registers in the decorator of `on` without calling the `on` of a subclass."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.decorator-goes-through-on": "missing: on called with ('a callback')"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().on(event, callback)
        return lambda function: EventEmitter.on(self, event, function)
