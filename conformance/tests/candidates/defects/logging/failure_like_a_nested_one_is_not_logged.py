"""Logs no failure of a type of which a nested emission has logged one."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.one-error-record-per-failure": "ERROR"}


class EventEmitter(Reference[Event]):
    _depth = 0

    def __init__(self) -> None:
        super().__init__()
        self._nested: set[Any] = set()

    def emit(self, event: Event, *args: Any) -> None:
        if self._depth == 0:
            self._nested.clear()
        self._depth += 1
        try:
            for callback in list(self._callbacks.get(event, ())):
                try:
                    callback(*_positional(callback, args))
                except TypeError:
                    raise
                except Exception as error:
                    if type(error) not in self._nested:
                        logger.exception("failed to emit event %s", event)
                    if self._depth > 1:
                        self._nested.add(type(error))
        finally:
            self._depth -= 1
