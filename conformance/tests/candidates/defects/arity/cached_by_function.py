"""Keeps the number of parameters by the function, which a method of it has too."""

from __future__ import annotations

import inspect
from typing import Any
from weakref import WeakKeyDictionary

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"arity.each-by-its-own": "missing: f called with (2); unexpected: f called with ('a')"}

_COUNTS: WeakKeyDictionary[Any, int] = WeakKeyDictionary()


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    function = callback.__func__ if inspect.ismethod(callback) else callback
    if not inspect.isfunction(function):
        return _positional(callback, args)
    if function not in _COUNTS:
        _COUNTS[function] = len(_positional(callback, (0,) * 2000))
    return args[: _COUNTS[function]]


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
