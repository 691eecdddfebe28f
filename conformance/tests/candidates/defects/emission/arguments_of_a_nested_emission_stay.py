"""Keeps the arguments where a nested emission puts its own."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.passes-the-same-objects": "missing: g and h called with ('outer');",
    "emission.releases-its-arguments": "emitter._args still refers to it",
    "threads.emissions-do-not-mix": "g called with ('bob')",
}


class EventEmitter(Reference[Event]):
    _args: Any

    def emit(self, event: Event, *args: Any) -> None:
        self._args = args
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, self._args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
