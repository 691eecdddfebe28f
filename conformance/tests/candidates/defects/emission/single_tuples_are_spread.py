"""Spreads a tuple that is the only argument."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.passes-the-same-objects": "f called with ('others: str, str'), g called",
    "once.receives-all-arguments": "TypeError raised",
    "varargs.takes-everything": "unexpected: f called with ('alice', 'bob')",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        if len(args) == 1 and type(args[0]) is tuple and len(args[0]) > 1:
            args = args[0]
        super().emit(event, *args)
