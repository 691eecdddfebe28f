"""Keeps the number of parameters by the function of a method."""

from __future__ import annotations

import types
import weakref
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"arity.each-by-its-own": "missing: f called with (2); unexpected: f called with ('a')"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._counts: Any = weakref.WeakKeyDictionary()

    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            function = getattr(callback, "__func__", callback)
            if isinstance(function, types.FunctionType):
                if function not in self._counts:
                    self._counts[function] = len(_positional(callback, (None,) * 2000))
                taken = args[: self._counts[function]]
            else:
                taken = _positional(callback, args)
            try:
                callback(*taken)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
