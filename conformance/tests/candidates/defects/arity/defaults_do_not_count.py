"""Counts only the parameters without a default."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.classes": "f called with (1, 0)",
    "arity.defaults-count": "f called with (0)",
    "arity.double-star-does-not-count": "takes 1 positional argument but 2 were given",
    "arity.each-by-its-own": "f called with ('a')",
    "arity.positional-only-count": "missing: g called with (1, 2); unexpected",
}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    parameters = inspect.signature(callback).parameters.values()
    if any(each.kind is each.VAR_POSITIONAL for each in parameters):
        return args
    return args[: sum(each.default is each.empty for each in parameters)]


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
