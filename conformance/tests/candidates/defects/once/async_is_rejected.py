"""Rejects a coroutine function from `once` as from `on`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.accepts-async-callbacks": "ValueError: a coroutine function is not accepted"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if is_coroutine_function(callback):
            raise ValueError("a coroutine function is not accepted")
        return super().once(event, callback)
