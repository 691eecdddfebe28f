"""Swallows an instance of a subclass of TypeError in a nested emission of the same event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

PROGRAM = {"type_error.leaves-emit": 4}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._going: list[Any] = []

    def emit(self, event: Event, *args: Any) -> None:
        self._going.append(event)
        try:
            super().emit(event, *args)
        except TypeError as error:
            if self._going.count(event) == 1 or type(error) is TypeError:
                raise
        finally:
            self._going.pop()
