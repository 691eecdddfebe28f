"""Hands no more than eight arguments to a callback with `*args`."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"varargs.takes-everything": "f called with (0, 1, 2, 3, 4, 5, 6, 7)"}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    taken = _positional(callback, args)
    parameters = inspect.signature(callback).parameters.values()
    return taken[:8] if any(each.kind is each.VAR_POSITIONAL for each in parameters) else taken


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
