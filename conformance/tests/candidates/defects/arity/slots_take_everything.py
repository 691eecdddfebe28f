"""Passes everything to bound methods such as `__setitem__` of a list."""

from __future__ import annotations

from types import MethodWrapperType
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.built-in-methods": "expected 2 arguments, got 3",
}


def _cut(callback: Any, args: Any) -> Any:
    if isinstance(callback, MethodWrapperType):
        return args
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
