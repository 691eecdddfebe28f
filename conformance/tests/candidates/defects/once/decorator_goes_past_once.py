"""Registers a decorated function past the `once` of a subclass."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.decorator-goes-through-once": "missing: once called with ('a callback')"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().once(event, callback)

        def decorate(function: Any) -> Any:
            EventEmitter.once(self, event, function)
            return function

        return decorate
