"""Has no base class; the class takes its type argument by itself."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Hashable
from types import GenericAlias
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


class EventEmitter:
    __class_getitem__: Any = classmethod(GenericAlias)

    def __init__(self) -> None:
        self._events: dict[Hashable, dict[Callable[..., Any], None]] = {}

    def on(self, event: Hashable, callback: Any = None) -> Any:
        if callback is None:
            return lambda function: self.on(event, function)
        if is_coroutine_function(callback):
            raise ValueError("a callback must not be async")
        self._events.setdefault(event, {})[callback] = None
        return callback

    def once(self, event: Hashable, callback: Any = None) -> Any:
        if callback is None:

            def decorate(function: Any) -> Any:
                self.once(event, function)
                return function

            return decorate

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            callback(*args)

        return self.on(event, call_once)

    def off(self, event: Hashable, callback: Any) -> None:
        self._events.get(event, {}).pop(callback, None)

    def emit(self, event: Hashable, *args: Any) -> None:
        for callback in tuple(self._events.get(event, ())):
            try:
                callback(*fitting(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
