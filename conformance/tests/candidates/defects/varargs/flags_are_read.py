"""Looks for `*args` in the flags of `__code__`."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.declared-signatures": "f called with (1, 2, 3)",
    "arity.each-by-its-own": "TypeError: ",
    "arity.wrapped-functions": "f called with (1, 2, 3)",
    "emission.calls-each-callback-once": "TypeError: ",
    "varargs.in-methods": "missing: room called with (1, 2, 3); unexpected: room called with (1)",
    "varargs.takes-everything": "missing: f called with ('x', 1, 2, 3)",
}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    kinds = [each.kind for each in inspect.signature(callback).parameters.values()]
    code = getattr(callback, "__code__", None)
    if code is not None and code.co_flags & inspect.CO_VARARGS:
        return args
    return args[: sum(kind <= inspect.Parameter.POSITIONAL_OR_KEYWORD for kind in kinds)]


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
