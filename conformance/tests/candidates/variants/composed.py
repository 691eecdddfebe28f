"""Has an inner registry in place of a base class that does the work."""

from __future__ import annotations

import inspect
import itertools
import logging
import operator
from typing import Any, Callable, Generic, TypeVar

from emitter_reference.emitter import is_coroutine_function

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True

Event = TypeVar("Event")
logger = logging.getLogger("livekit")


def fitting(callback: Callable[..., Any], args: tuple[Any, ...]) -> tuple[Any, ...]:
    count = 0
    for parameter in inspect.signature(callback).parameters.values():
        if parameter.kind is parameter.VAR_POSITIONAL:
            return args
        count += parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
    return args[:count]


class Registry:
    """Gives a number to each registration; the number is the place in the order."""

    def __init__(self) -> None:
        self._numbers = itertools.count()
        self._places: dict[Any, dict[Callable[..., Any], int]] = {}

    def add(self, event: object, callback: Callable[..., Any]) -> None:
        self._places.setdefault(event, {}).setdefault(callback, next(self._numbers))

    def discard(self, event: object, callback: Callable[..., Any]) -> None:
        self._places.get(event, {}).pop(callback, None)

    def callbacks(self, event: object) -> list[Callable[..., Any]]:
        places = list(self._places.get(event, {}).items())
        return [callback for callback, _ in sorted(places, key=operator.itemgetter(1))]


class EventEmitter(Generic[Event]):
    def __init__(self) -> None:
        self._registry = Registry()

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return lambda function: self.on(event, function)
        if is_coroutine_function(callback):
            raise ValueError("a callback must not be async")
        self._registry.add(event, callback)
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
        self._registry.discard(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        for callback in self._registry.callbacks(event):
            try:
                callback(*fitting(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
