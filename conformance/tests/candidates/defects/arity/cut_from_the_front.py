"""Drops the surplus from the front: a callback receives the last arguments."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.bound-methods": "f called with (2, 3)",
    "arity.built-in-methods": "surplus called with (2)",
    "arity.callable-objects": "f called with (2, 3)",
    "arity.class-methods": "f called with (2, 3)",
    "arity.classes": "f called with (2, 3)",
    "arity.declared-signatures": "f called with (2, 3)",
    "arity.defaults-count": "f called with (3)",
    "arity.double-star-does-not-count": "missing: f called with (1, 0); unexpected",
    "arity.each-by-its-own": "f called with (3)",
    "arity.keyword-only-do-not-count": "f called with (3, 'hello', 'none')",
    "arity.partials": "f called with (2, 3)",
    "arity.positional-only-count": "f and g called with (2, 3)",
    "arity.static-methods": "f called with (2, 3)",
    "arity.surplus-is-dropped": "f called with (2)",
    "arity.wrapped-functions": "f called with (2, 3)",
}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    taken = len(_positional(callback, args))
    return args[len(args) - taken :]


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
