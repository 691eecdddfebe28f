"""Keeps the number of parameters of objects by their class."""

from __future__ import annotations

import functools
import types
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.each-by-its-own": "TypeError: g() missing 1 required positional argument: '",
}

NOT_KEPT = (
    *(type, functools.partial),
    *(types.FunctionType, types.MethodType, types.BuiltinFunctionType),
)


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[type, int] = {}

    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            taken = _positional(callback, args)
            if not isinstance(callback, NOT_KEPT):
                number = self._counts.setdefault(type(callback), len(taken))
                taken = args[:number]
            try:
                callback(*taken)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
