"""Passes everything to objects whose `__call__` is inherited."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.callable-objects": "__call__() takes 3 positional arguments b",
}


def _cut(callback: Any, args: Any) -> Any:
    if inspect.isfunction(type(callback).__call__) and "__call__" not in vars(type(callback)):
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
