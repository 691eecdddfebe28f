"""Counts the keyword-only parameters of a function as positional."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.keyword-only-do-not-count": "takes 1 positional argument but 3 were given",
    "arity.positional-only-count": "takes from 0 to 2 positional arguments but 3 were",
}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    if inspect.isfunction(callback):
        keyword_only = inspect.getfullargspec(callback).kwonlyargs
        return args[: len(_positional(callback, args)) + len(keyword_only)]
    return _positional(callback, args)


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
