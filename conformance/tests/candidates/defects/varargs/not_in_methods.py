"""Cuts the arguments of bound methods, whether they have `*args` or not."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"varargs.in-methods": "join and leave called with ()"}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    if not inspect.ismethod(callback):
        return _positional(callback, args)
    kinds = [each.kind for each in inspect.signature(callback).parameters.values()]
    return args[: sum(kind <= inspect.Parameter.POSITIONAL_OR_KEYWORD for kind in kinds)]


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
