"""Keeps one dictionary for all events, keyed by the event and the callback."""

from __future__ import annotations

import inspect
import logging
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


class EventEmitter(Generic[Event]):
    def __init__(self) -> None:
        self._registrations: dict[tuple[Event, Callable[..., Any]], None] = {}

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return lambda function: self.on(event, function)
        if is_coroutine_function(callback):
            raise ValueError("a callback must not be async")
        self._registrations[event, callback] = None
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
        hash(event)  # an empty dictionary asks for no hash
        self._registrations.pop((event, callback), None)

    def emit(self, event: Event, *args: Any) -> None:
        hash(event)
        registrations = list(self._registrations)
        callbacks = [callback for (other, callback) in registrations if other == event]
        for callback in callbacks:
            try:
                callback(*fitting(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
