"""Does not call a callback of `on` that a nested emission of the event has called."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "threads.earlier-registrations-are-called": "calls of e: 1, of h: 1",
    "threads.emissions-do-not-mix": "missing: g and h called with ('bob')",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._called: dict[Any, int] = {}

    def emit(self, event: Event, *args: Any) -> None:
        begun = self._called.get(event, 0)
        callbacks = list(self._callbacks.get(event, ()))
        for callback in callbacks:
            is_once = getattr(callback, "__name__", "") == "call_once"
            if self._called.get(event, 0) != begun and not is_once:
                continue
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
        self._called[event] = begun + 1
