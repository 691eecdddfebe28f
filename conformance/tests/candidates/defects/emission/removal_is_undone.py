"""Undoes, after an emission, the removals of callbacks of `on` that were made during it."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.callback-can-remove-itself": "f, g and h called with ()"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        before = list(self._callbacks.get(event, ()))
        super().emit(event, *args)
        for callback in before:
            if getattr(callback, "__name__", "") != "call_once":
                self._callbacks[event][callback] = None
