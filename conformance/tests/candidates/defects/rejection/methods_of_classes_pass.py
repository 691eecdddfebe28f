"""Accepts a class method, whose owner is a class."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"rejection.async-methods": "no exception"}


def owned_by_class(callback: Any) -> bool:
    return isinstance(getattr(callback, "__self__", None), type)


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().on(event)
        if is_coroutine_function(callback) and not owned_by_class(callback):
            raise ValueError(callback)
        self._callbacks.setdefault(event, {})[callback] = None
        return callback
