"""Counts a method by the code of its function, whatever that wraps."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.declared-signatures": "f called with (1, 2, 3)",
    "arity.wrapped-functions": "f called with (1, 2, 3)",
}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    if not inspect.ismethod(callback) or not inspect.isfunction(callback.__func__):
        return _positional(callback, args)
    code = callback.__func__.__code__
    return args if code.co_flags & inspect.CO_VARARGS else args[: code.co_argcount - 1]


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
