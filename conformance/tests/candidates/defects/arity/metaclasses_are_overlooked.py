"""Reads `__init__` of a class whose metaclass has a `__call__`."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.classes": "__call__() missing 2 required positional arg",
}


def _cut(callback: Any, args: Any) -> Any:
    if type(callback).__call__ is not type.__call__ and inspect.isclass(callback):
        return _positional(callback.__init__, (None, *args))[1:]
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
