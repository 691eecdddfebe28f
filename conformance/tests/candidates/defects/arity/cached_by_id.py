"""Keeps the number of parameters by the id of the callback."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"arity.each-by-its-own": "TypeError: <lambda>() "}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._cached: dict[int, Any] = {}

    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            cut = self._cached.setdefault(id(callback), len(_positional(callback, (0,) * 2000)))
            try:
                callback(*args[:cut])
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
