"""Keeps the number of parameters by the callback, which an equal one finds."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"arity.each-by-its-own": "missing 2 required positional arguments"}

_COUNTS: WeakKeyDictionary[Any, int] = WeakKeyDictionary()


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    try:
        count = _COUNTS.get(callback)
        if count is None:
            count = _COUNTS[callback] = len(_positional(callback, (0,) * 2000))
    except TypeError:  # no weak reference to it
        return _positional(callback, args)
    return args[:count]


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
