"""Reads the signature of a callback when it is registered."""

from __future__ import annotations

import inspect
import logging
from typing import Any, Callable, Generic, TypeVar

from emitter_reference.emitter import is_coroutine_function

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True

Event = TypeVar("Event")
logger = logging.getLogger("livekit")


def positional(callback: Callable[..., Any]) -> int | None:
    """Return the number of arguments that a callback takes; None is all."""
    try:
        kinds = [p.kind for p in inspect.signature(callback).parameters.values()]
    except (TypeError, ValueError):
        return None
    if inspect.Parameter.VAR_POSITIONAL in kinds:
        return None
    return sum(kind <= inspect.Parameter.POSITIONAL_OR_KEYWORD for kind in kinds)


class EventEmitter(Generic[Event]):
    def __init__(self) -> None:
        self._counts: dict[Event, dict[Callable[..., Any], int | None]] = {}

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return lambda function: self.on(event, function)
        if is_coroutine_function(callback):
            raise ValueError("a callback must not be async")
        self._counts.setdefault(event, {}).setdefault(callback, positional(callback))
        return callback

    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:

            def decorate(function: Any) -> Any:
                self.once(event, function)
                return function

            return decorate

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            callback(*args)

        return self.on(event, call_once)

    def off(self, event: Event, callback: Any) -> None:
        self._counts.get(event, {}).pop(callback, None)

    def emit(self, event: Event, *args: Any) -> None:
        for callback, count in list(self._counts.get(event, {}).items()):
            try:
                callback(*args[:count])
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
