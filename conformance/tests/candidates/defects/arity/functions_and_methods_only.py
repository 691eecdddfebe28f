"""Cuts nothing for a callback that is neither a function nor a method."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.bound-methods": "TypeError: ",
    "arity.built-in-methods": "takes exactly one argument (2 given)",
    "arity.callable-objects": "takes 3 positional arguments but 4 were given",
    "arity.classes": "__init__() takes 3 positional arguments but",
    "arity.declared-signatures": "f called with (1, 2, 3)",
    "arity.each-by-its-own": "TypeError: ",
    "arity.partials": "TypeError: g() takes 3 positional arguments but 4 were given",
    "arity.wrapped-functions": "TypeError: f() takes 2 positional arguments but 3 were given",
}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    if inspect.isfunction(callback) or inspect.ismethod(callback):
        return _positional(callback, args)
    return args


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
