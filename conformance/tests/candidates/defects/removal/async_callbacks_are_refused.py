"""Refuses coroutine functions in `off` as in `on`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.unknown-callback-is-silent": "ValueError: "}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        if is_coroutine_function(callback):
            raise ValueError(f"{callback!r} is asynchronous")
        super().off(event, callback)
