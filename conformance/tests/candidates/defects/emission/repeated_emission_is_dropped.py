"""Drops an emission with the arguments of the one before."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.defaults-count": "nothing called",
    "emission.calls-again-each-time": "f called with (0) once",
    "logging.covers-once": "nothing called",
    "logging.keeps-registrations": "f called with ('alice') once instead of 30 times",
    "once.waits-if-it-was-not-called": "missing: g and h called with ()",
    "removal.releases-the-callback": "emitter._callbacks still refers to it",
    "surface.can-be-subclassed": "",
    "type_error.keeps-registrations": "f called with ('failing') once instead of twice",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._last: dict[Any, int] = {}

    def emit(self, event: Event, *args: Any) -> None:
        try:
            digest = hash(args)
        except TypeError:
            digest = 0
        if args and digest and self._last.get(event) == digest:
            return
        if args:
            self._last[event] = digest
        super().emit(event, *args)
