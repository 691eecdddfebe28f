"""Leaves out the positional-only parameters of a function."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.positional-only-count": "missing 1 required positional argument: 'b'",
    "emission.calls-each-callback-once": "TypeError: ",
}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    taken = _positional(callback, args)
    if inspect.isfunction(callback):
        return taken[callback.__code__.co_posonlyargcount :]
    return taken


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
