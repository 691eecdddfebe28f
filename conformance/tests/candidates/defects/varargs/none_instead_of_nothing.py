"""Hands None to a callback with nothing but `*args` if there is no argument."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"varargs.may-be-empty": "f called with (None)"}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    # What `once` registers has annotations.
    if str(inspect.signature(callback)) == "(*args)":
        return args or (None,)
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
