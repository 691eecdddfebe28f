"""Takes the number of all parameters, whatever their kind, for the number of positional ones."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.double-star-does-not-count": "takes 1 positional argument but 2 were given",
    "arity.keyword-only-do-not-count": "takes 1 positional argument but 3 were given",
    "arity.partials": "TypeError: g() takes 2 positional arguments but 3 positional",
    "arity.positional-only-count": "takes from 0 to 2 positional arguments but 3 were",
    "arity.wrapped-functions": "f called with (1, 2, 3)",
}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    parameters = inspect.signature(callback).parameters.values()
    if any(each.kind is each.VAR_POSITIONAL for each in parameters):
        return args
    return args[: len(parameters)]


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
