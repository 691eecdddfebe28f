"""Takes a function that was defined in a class for a method, and leaves out its first parameter."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"arity.static-methods": "missing 1 required positional argument: 'b'"}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    taken = _positional(callback, args)
    outer = getattr(callback, "__qualname__", "").split(".")[:-1]
    parameters = inspect.signature(callback).parameters
    is_static = "self" not in parameters
    takes_all = any(each.kind is each.VAR_POSITIONAL for each in parameters.values())
    if (
        inspect.isfunction(callback)
        and not hasattr(callback, "__wrapped__")
        and outer
        and outer[-1] != "<locals>"
        and is_static
        and not takes_all
    ):
        return taken[:-1]
    return taken


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
