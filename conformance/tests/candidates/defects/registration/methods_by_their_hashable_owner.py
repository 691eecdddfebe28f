"""Keeps a method by its object, if that has a hash, and its function."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.unequal-callbacks-are-separate": "missing: g called with ()"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._first: dict[Any, Any] = {}

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().on(event)
        try:
            key = event, callback.__self__, callback.__func__
            first = self._first.setdefault(key, callback)
        except (AttributeError, TypeError):
            first = callback
        super().on(event, first)
        return callback
