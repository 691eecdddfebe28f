"""Counts the parameters of a `__call__` that is an attribute of the object."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"arity.callable-objects": "TypeError"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                own = getattr(callback, "__dict__", {}).get("__call__", callback)
                callback(*_positional(own, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
