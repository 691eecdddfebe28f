"""The shortest emitter that keeps every clause.

It judges no candidate. A failure may be made smaller only as long as this class passes what is
left: otherwise a callback that is no longer registered would look like one that is not called.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Hashable
from typing import Any, Callable, Generic, TypeVar

T = TypeVar("T")
# The mark that `asyncio.iscoroutinefunction` asks for, which warns since 3.14; an AsyncMock has it.
MARK = getattr(asyncio.coroutines, "_is_coroutine", object())
EVERYTHING, ONE = inspect.Parameter.VAR_POSITIONAL, list(inspect._ParameterKind)[:2]


class Model(Generic[T]):
    """An emitter."""

    def __init__(self) -> None:
        self._callbacks: dict[Hashable, dict[Callable[..., Any], None]] = {}

    def on(self, event: Any, callback: Any = None) -> Any:
        """Register a callback, or return a decorator."""
        if callback is None:
            return lambda function: (self.on(event, function), function)[1]
        is_marked = getattr(callback, "_is_coroutine", None) is MARK
        if is_marked or inspect.iscoroutinefunction(callback):
            raise ValueError("a callback must not be async")
        self._callbacks.setdefault(event, {}).setdefault(callback)
        return callback

    def once(self, event: Any, callback: Any = None) -> Any:
        """Register a callback for one call, or return a decorator."""
        if callback is None:
            return lambda function: (self.once(event, function), function)[1]

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            callback(*args)

        return self.on(event, call_once)

    def off(self, event: Any, callback: Any) -> None:
        """Remove a callback."""
        callbacks = self._callbacks.get(event)
        if callbacks is not None:
            callbacks.pop(callback, None)

    def emit(self, event: Any, *args: Any) -> None:
        """Call the callbacks."""
        for callback in list(self._callbacks.get(event, ())):
            try:
                parameters = inspect.signature(callback).parameters if args else {}
                kinds = [each.kind for each in parameters.values()]
                number = None if EVERYTHING in kinds else sum(kind in ONE for kind in kinds)
                callback(*args[:number])
            except TypeError:
                raise
            except Exception:
                logging.getLogger("livekit").exception(f"failed to emit event {event}")
