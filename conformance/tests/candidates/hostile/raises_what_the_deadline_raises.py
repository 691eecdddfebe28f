"""Raises the exception of a deadline by itself. That clause is broken, it does not time out."""

from __future__ import annotations

from typing import Any

from emitter_conformance.candidate.deadline import TimedOut
from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            raise TimedOut
        super().off(event, callback)
