"""Returns something to await where a callback returned a coroutine."""

from __future__ import annotations

import asyncio
import functools
import inspect
from typing import Any, Callable

from emitter_reference.emitter import Event, _positional
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.emit-returns-none": "it returns a _GatheringFuture"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> Any:
        returned: list[Any] = []
        emission = Reference[Event]()
        for callback in list(self._callbacks.get(event, ())):
            emission.on(event, noted(callback, returned))
        emission.emit(event, *args)
        coroutines = [each for each in returned if inspect.iscoroutine(each)]
        is_awaited = coroutines and asyncio._get_running_loop()
        return asyncio.gather(*coroutines) if is_awaited else None


def noted(callback: Callable[..., Any], returned: list[Any]) -> Callable[..., None]:
    """Return a callback that keeps what another one returns."""

    @functools.wraps(callback, updated=())
    def call(*args: Any) -> None:
        returned.append(callback(*_positional(callback, args)))

    return call
