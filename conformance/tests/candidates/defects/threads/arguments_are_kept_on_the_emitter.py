"""Keeps the arguments of the emission that began last, and puts them back when it ends."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"threads.emissions-do-not-mix": "TypeError"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._args: tuple[Any, ...] = ()

    def emit(self, event: Event, *args: Any) -> None:
        before, self._args = self._args, args
        try:
            for callback in list(self._callbacks.get(event, ())):
                try:
                    callback(*_positional(callback, self._args))
                except TypeError:
                    raise
                except Exception:
                    logger.exception("failed to emit event %s", event)
        finally:
            self._args = before
