"""Takes a thousand emissions that an exception ended for a recursion without an end."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"type_error.keeps-registrations": "RecursionError: too deep"}


class EventEmitter(Reference[Event]):
    _depth = 0

    def emit(self, event: Event, *args: Any) -> None:
        if self._depth > 1000:
            raise RecursionError("too deep")
        self._depth += 1
        super().emit(event, *args)
        self._depth -= 1
