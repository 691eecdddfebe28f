"""Reads `__code__.co_argcount` instead of the signature, and cuts nothing where there is none."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.bound-methods": "join() takes 3 positional arguments but 4 we",
    "arity.built-in-methods": "takes exactly one argument (2 given)",
    "arity.callable-objects": "takes 3 positional arguments but 4 were given",
    "arity.class-methods": "join() takes 3 positional arguments but 4 we",
    "arity.classes": "__init__() takes 3 positional arguments but",
    "arity.declared-signatures": "f called with (1, 2, 3)",
    "arity.each-by-its-own": "TypeError: ",
    "arity.partials": "TypeError: g() takes 3 positional arguments but 4 were given",
    "arity.wrapped-functions": "f called with (1, 2, 3)",
}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    code = getattr(callback, "__code__", None)
    if code is None or code.co_flags & inspect.CO_VARARGS:
        return args
    return args[: code.co_argcount]


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
