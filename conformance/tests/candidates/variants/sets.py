"""Keeps the callbacks of an event in a set, as LiveKit's edition 1.0 does."""

from __future__ import annotations

import inspect
import logging
from typing import Any, Callable, Generic, TypeVar

from emitter_reference.emitter import is_coroutine_function

EDITIONS = ("1.0",)
KEEPS_SHOULD = True

Event = TypeVar("Event", contravariant=True)
logger = logging.getLogger("livekit")


class EventEmitter(Generic[Event]):
    def __init__(self) -> None:
        self._events: dict[Event, set[Callable[..., Any]]] = {}

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:

            def decorator(function: Any) -> Any:
                self.on(event, function)
                return function

            return decorator
        if is_coroutine_function(callback):
            raise ValueError("use asyncio.create_task in a function that is not async")
        self._events.setdefault(event, set()).add(callback)
        return callback

    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:

            def decorator(function: Any) -> Any:
                self.once(event, function)
                return function

            return decorator

        def call_once(*args: Any, **kwargs: Any) -> None:
            self.off(event, call_once)
            callback(*args, **kwargs)

        return self.on(event, call_once)

    def off(self, event: Event, callback: Any) -> None:
        if event in self._events:
            self._events[event].discard(callback)

    def emit(self, event: Event, *args: Any) -> None:
        if event not in self._events:
            return
        for callback in self._events[event].copy():
            try:
                parameters = inspect.signature(callback).parameters.values()
                if any(p.kind == p.VAR_POSITIONAL for p in parameters):
                    callback(*args)
                else:
                    kinds = (
                        inspect.Parameter.POSITIONAL_ONLY,
                        inspect.Parameter.POSITIONAL_OR_KEYWORD,
                    )
                    callback(*args[: len([p for p in parameters if p.kind in kinds])])
            except TypeError:
                raise
            except Exception:
                logger.exception(f"failed to emit event {event}")
