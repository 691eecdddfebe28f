"""Copies an `OrderedDict` of callbacks, which hashes each, while another thread changes it."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from emitter_reference.emitter import Event, _positional, is_coroutine_function, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "threads.operations-raise-nothing": "RuntimeError: OrderedDict mutated during iteration",
    "threads.earlier-registrations-are-called": "RuntimeError: OrderedDict mutated during iter",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._ordered: dict[Event, OrderedDict[Any, None]] = {}

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().on(event)
        if is_coroutine_function(callback):
            raise ValueError("a callback must not be async")
        self._ordered.setdefault(event, OrderedDict())[callback] = None
        return callback

    def off(self, event: Event, callback: Any) -> None:
        self._ordered.get(event, OrderedDict()).pop(callback, None)

    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._ordered.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
