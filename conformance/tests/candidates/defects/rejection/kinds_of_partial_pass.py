"""Accepts an async partial of a subclass of `functools.partial`."""

from __future__ import annotations

import functools
from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "rejection.async-partials": 'no exception from emitter.on("joined", Later(f, 1))',
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if (
            type(callback) is not functools.partial
            and isinstance(callback, functools.partial)
            and is_coroutine_function(callback)
        ):
            super().on(event, lambda *args: callback(*args))
            return callback
        return super().on(event, callback)
