"""Looks for `*args` in functions, classes and partials only."""

from __future__ import annotations

import functools
import inspect
import types
from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.calls-each-callback-once": "TypeError: ",
    "varargs.in-methods": "join and leave called with (), room called with (1)",
}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    kinds = [each.kind for each in inspect.signature(callback).parameters.values()]
    is_plain = isinstance(callback, (types.FunctionType, type, functools.partial))
    if is_plain and inspect.Parameter.VAR_POSITIONAL in kinds:
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
