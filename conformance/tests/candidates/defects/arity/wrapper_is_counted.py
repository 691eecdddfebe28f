"""Counts the parameters of a wrapper instead of those of what it wraps."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.each-by-its-own": "TypeError: ",
    "arity.wrapped-functions": "f called with (1, 2, 3)",
}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    signature = inspect.signature(callback, follow_wrapped=False)
    kinds = [each.kind for each in signature.parameters.values()]
    if inspect.Parameter.VAR_POSITIONAL in kinds:
        return args
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
