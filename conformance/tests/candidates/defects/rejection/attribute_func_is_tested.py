"""Tests what a callback has as `func`, whether or not it is a partial."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"rejection.everything-else-is-accepted": "ValueError: "}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if is_coroutine_function(getattr(callback, "func", None)):
            raise ValueError(f"{callback!r} is asynchronous")
        return super().on(event, callback)
