"""Removes a callback that has failed ten times."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.keeps-registrations": "f called with ('alice') 10 instead of 30 times"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._failures: dict[Any, int] = {}

    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
                self._failures[id(callback)] = self._failures.get(id(callback), 0) + 1
                if self._failures[id(callback)] == 10:
                    self.off(event, callback)
