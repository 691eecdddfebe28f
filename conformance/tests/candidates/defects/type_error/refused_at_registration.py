"""Raises TypeError from `on`, before any emission, if a parameter is keyword-only and required."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"type_error.from-a-call-that-does-not-fit": "TypeError: f needs keywords"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if getattr(callback, "__kwdefaults__", 0) is None and callback.__code__.co_kwonlyargcount:
            raise TypeError(f"{callback.__name__} needs keywords")
        return super().on(event, callback)
