"""Registers only the first function that a decorator of `once` is applied to."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.decorator-registers": "g called with ()"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().once(event, callback)
        applied: list[Any] = []

        def decorate(function: Any) -> Any:
            if not applied:
                applied.append(self.once(event, function))
            return function

        return decorate
