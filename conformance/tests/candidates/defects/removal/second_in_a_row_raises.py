"""Raises KeyError from an `off` of a function that repeats the one before it."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.twice-is-silent": "KeyError: "}


class EventEmitter(Reference[Event]):
    _last: Any = None

    def on(self, event: Event, callback: Any = None) -> Any:
        self._last = None
        return super().on(event, callback)

    def off(self, event: Event, callback: Any) -> None:
        found = callback in self._callbacks.get(event, {})
        is_handle = getattr(callback, "__name__", "") == "call_once"
        if not found and not is_handle and self._last == (event, id(callback)):
            raise KeyError(callback)
        self._last = (event, id(callback)) if found else None
        super().off(event, callback)
