"""Logs an instance of a subclass of TypeError that leaves a nested emission of the same event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

PROGRAM = {"type_error.is-not-logged": 4}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._going: list[Any] = []

    def emit(self, event: Event, *args: Any) -> None:
        self._going.append(event)
        try:
            super().emit(event, *args)
        except TypeError as error:
            if self._going.count(event) > 1 and type(error) is not TypeError:
                logger.exception("failed to emit event %s", event)
            raise
        finally:
            self._going.pop()
