"""Counts the parameters of methods once for each class and name, other than class methods."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.each-by-its-own": "TypeError: <lambda>() missing 1 required positional argument",
}

_COUNTS: dict[Any, int] = {}


def _cut(callback: Any, args: Any) -> Any:
    if not inspect.ismethod(callback) or inspect.isclass(callback.__self__):
        return _positional(callback, args)
    key = type(callback.__self__), callback.__name__
    if key not in _COUNTS:
        _COUNTS[key] = len(_positional(callback, (0,) * 99))
    return args[: _COUNTS[key]]


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
