"""Raises from `off` of a callback, not of a handle, unknown to an event with callbacks of `on`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.unknown-callback-is-silent": "ValueError: not registered"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        callbacks = self._callbacks.get(event, {})
        plain = [each for each in list(callbacks) if getattr(each, "__name__", "") != "call_once"]
        is_handle = getattr(callback, "__name__", "call_once") == "call_once"
        if plain and not is_handle and callback not in callbacks:
            raise ValueError("not registered")
        super().off(event, callback)
