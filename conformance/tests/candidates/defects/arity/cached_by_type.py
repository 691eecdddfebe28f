"""Counts the parameters of one callable object for all of its class."""

from __future__ import annotations

import inspect
from typing import Any
from weakref import WeakKeyDictionary

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.each-by-its-own": "TypeError: g() missing 1 required positional argument: '",
}

_COUNTS: WeakKeyDictionary[type, int] = WeakKeyDictionary()


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    kind = type(callback)
    if not inspect.isfunction(kind.__call__):
        return _positional(callback, args)
    if kind not in _COUNTS:
        _COUNTS[kind] = len(_positional(callback, (0,) * 99))
    return args[: _COUNTS[kind]]


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
