"""Passes everything to a partial of a class."""

from __future__ import annotations

import functools
import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.partials": "__init__() takes 4 positional arguments but",
}


def _cut(callback: Any, args: Any) -> Any:
    if isinstance(callback, functools.partial) and inspect.isclass(callback.func):
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
