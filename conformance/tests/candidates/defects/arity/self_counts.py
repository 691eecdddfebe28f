"""Counts the `self` of a bound method."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.bound-methods": "join() takes 3 positional arguments but 4 we",
    "arity.declared-signatures": "f called with (1, 2, 3)",
    "arity.each-by-its-own": "TypeError: ",
    "arity.wrapped-functions": "f called with (1, 2, 3)",
}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    if inspect.ismethod(callback) and not inspect.isclass(callback.__self__):
        return _positional(callback.__func__, args)
    return _positional(callback, args)


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
