"""Passes everything to what `functools.lru_cache` makes."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.wrapped-functions": "TypeError: f() takes 2 positional arguments but 3 were given",
}


def _cut(callback: Any, args: Any) -> Any:
    if hasattr(callback, "cache_info"):
        return args
    return _positional(callback, args)


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
