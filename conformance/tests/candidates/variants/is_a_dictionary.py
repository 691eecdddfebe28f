"""Is itself the dictionary of its registrations."""

from __future__ import annotations

import inspect
import logging
import threading
from typing import Any, Callable

from emitter_reference.emitter import is_coroutine_function

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True

logger = logging.getLogger("livekit")


def fitting(callback: Callable[..., Any], args: tuple[Any, ...]) -> tuple[Any, ...]:
    count = 0
    for parameter in inspect.signature(callback).parameters.values():
        if parameter.kind is parameter.VAR_POSITIONAL:
            return args
        count += parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
    return args[:count]


class EventEmitter(dict[Any, list[Callable[..., Any]]]):
    def __init__(self) -> None:
        super().__init__()
        self._changing = threading.RLock()

    def __missing__(self, event: Any) -> list[Callable[..., Any]]:
        return []

    def on(self, event: Any, callback: Any = None) -> Any:
        if callback is None:
            return lambda function: self.on(event, function)
        if is_coroutine_function(callback):
            raise ValueError("a callback must not be async")
        hash(callback)
        with self._changing:
            if callback not in self[event]:
                self[event] = [*self[event], callback]
        return callback

    def once(self, event: Any, callback: Any = None) -> Any:
        if callback is None:

            def decorate(function: Any) -> Any:
                self.once(event, function)
                return function

            return decorate

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            callback(*args)

        return self.on(event, call_once)

    def off(self, event: Any, callback: Any) -> None:
        with self._changing:
            self[event] = [other for other in self[event] if other != callback]

    def emit(self, event: Any, *args: Any) -> None:
        for callback in self[event]:
            try:
                callback(*fitting(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
