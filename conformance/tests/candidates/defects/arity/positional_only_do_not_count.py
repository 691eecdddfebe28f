"""Counts only the parameters that can be passed by keyword as well."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.built-in-methods": "takes exactly one argument (0 given)",
    "arity.positional-only-count": "missing 1 required positional argument: 'b'",
    "emission.calls-each-callback-once": "TypeError: ",
    "registration.equal-callbacks-are-one": "takes exactly one argument (0 given)",
}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    kinds = [each.kind for each in inspect.signature(callback).parameters.values()]
    if inspect.Parameter.VAR_POSITIONAL in kinds:
        return args
    return args[: kinds.count(inspect.Parameter.POSITIONAL_OR_KEYWORD)]


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
