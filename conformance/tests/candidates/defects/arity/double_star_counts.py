"""Counts `**kwargs` as one positional parameter."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"arity.double-star-does-not-count": "takes 1 positional argument but 2 were given"}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    parameters = inspect.signature(callback).parameters.values()
    double_star = sum(each.kind is each.VAR_KEYWORD for each in parameters)
    return args[: len(_positional(callback, args)) + double_star]


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
