"""Passes nothing on to a partial of a function with `*args`."""

from __future__ import annotations

import functools
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"varargs.takes-everything": "missing: f called with ('x', 1, 2, 3);"}


def _cut(callback: Any, args: Any) -> Any:
    if isinstance(callback, functools.partial) and len(_positional(callback, (0,) * 99)) == 99:
        return ()
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
