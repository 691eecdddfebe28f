"""Insists on an argument for a parameter that has a default."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.defaults-count": "TypeError: too few arguments",
    "arity.too-few-raises": "TypeError: ",
}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    kinds = [each.kind for each in inspect.signature(callback).parameters.values()]
    if inspect.Parameter.VAR_POSITIONAL in kinds:
        return args
    needed = sum(kind <= inspect.Parameter.POSITIONAL_OR_KEYWORD for kind in kinds)
    if len(args) < needed:
        raise TypeError("too few arguments")
    return args[:needed]


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
