"""Keeps the callbacks of an event in a list and searches it by equality."""

from __future__ import annotations

import inspect
import logging
import threading
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
        self._events: dict[Event, list[Callable[..., Any]]] = {}
        self._changing = threading.RLock()

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return lambda function: self.on(event, function)
        if is_coroutine_function(callback):
            raise ValueError("a callback must not be async")
        hash(callback)
        with self._changing:
            callbacks = self._events.setdefault(event, [])
            if callback not in callbacks:
                callbacks.append(callback)
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
        with self._changing:
            callbacks = self._events.get(event, [])
            if callback in callbacks:
                callbacks.remove(callback)
            if not callbacks:
                self._events.pop(event, None)

    def emit(self, event: Event, *args: Any) -> None:
        for callback in self._events.get(event, [])[:]:
            try:
                callback(*fitting(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception(f"failed to emit event {event}")
