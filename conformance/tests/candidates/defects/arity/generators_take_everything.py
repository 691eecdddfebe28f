"""Passes everything to generator functions."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.surplus-is-dropped": "TypeError: generate() takes 1 positional argument but 4 were",
}


def _cut(callback: Any, args: Any) -> Any:
    if inspect.isgeneratorfunction(callback):
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
