"""Hands every argument to every callback."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.bound-methods": "join() takes 3 positional arguments but 4 we",
    "arity.built-in-methods": "takes exactly one argument (2 given)",
    "arity.callable-objects": "takes 3 positional arguments but 4 were given",
    "arity.class-methods": "join() takes 3 positional arguments but 4 we",
    "arity.classes": "__init__() takes 3 positional arguments but",
    "arity.declared-signatures": "f called with (1, 2, 3)",
    "arity.defaults-count": "TypeError: f() takes from 0 to 1 positional arguments but 3 ",
    "arity.double-star-does-not-count": "takes 1 positional argument but 3 were given",
    "arity.each-by-its-own": "TypeError: ",
    "arity.keyword-only-do-not-count": "takes 1 positional argument but 3 were given",
    "arity.partials": "TypeError: g() takes 3 positional arguments but 4 were given",
    "arity.positional-only-count": "takes 2 positional arguments but 3 were given",
    "arity.static-methods": "takes 2 positional arguments but 3 were given",
    "arity.surplus-is-dropped": "takes 0 positional arguments but 1 was given",
    "arity.wrapped-functions": "f called with (1, 2, 3)",
    "logging.message-is-livekits": "TypeError: ",
}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    return args


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
