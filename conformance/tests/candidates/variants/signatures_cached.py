"""Reads a signature once for each callback and forgets it with the callback."""

from __future__ import annotations

import weakref
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True
KEEPS_TYPING = True

EVERYTHING = tuple(range(2000))
counts: dict[int, tuple[Any, int | None]] = {}


def count(callback: Any) -> int | None:
    """Return the number of arguments that a callback takes, or None for all; once it is known."""
    key = id(callback)
    if key not in counts:
        number = len(_positional(callback, EVERYTHING))
        taken = None if number == len(EVERYTHING) else number
        try:
            counts[key] = weakref.ref(callback, lambda _: counts.pop(key, None)), taken
        except TypeError:
            return taken
    return counts[key][1]


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*args[: count(callback)])
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
