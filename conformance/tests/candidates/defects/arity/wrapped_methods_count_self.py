"""Unwraps a function and counts the `self` of the method that it finds."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.wrapped-functions": "f called with (1, 2, 3)",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    wrapped = getattr(callback, "__wrapped__", None)
    if inspect.ismethod(wrapped):
        return _positional(wrapped.__func__, args)
    return _positional(callback, args)
