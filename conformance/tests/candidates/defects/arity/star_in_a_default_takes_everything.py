"""Looks for `*args` in the text of a signature."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.defaults-count": "TypeError: g() takes from 1 to 2 positional arguments but 4 ",
}


def _cut(callback: Any, args: Any) -> Any:
    if "*args" in str(inspect.signature(callback)):
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
