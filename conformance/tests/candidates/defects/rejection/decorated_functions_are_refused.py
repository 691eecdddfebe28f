"""Refuses a function that only decorates a coroutine function."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"rejection.everything-else-is-accepted": "ValueError: <"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None and is_coroutine_function(inspect.unwrap(callback)):
            raise ValueError(callback)
        return super().on(event, callback)
