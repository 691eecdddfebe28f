"""emit takes forty arguments at most."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "surface.emit-takes-any-number-of-arguments": "2 or 3 or 5 or 8 or 13 or 40 arguments only",
    "arity.surplus-is-dropped": "ValueError: too many arguments",
    "varargs.takes-everything": "ValueError: too many arguments",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        if len(args) > 40:
            raise ValueError("too many arguments")
        super().emit(event, *args)
