"""Cuts arguments for `once`, as announced, but only the handle cancels."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("next",)
BREAKS = {"once.original-cancels": "f called with (1, 2)"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)
        return super().once(event, lambda *args: callback(*_positional(callback, args)))
