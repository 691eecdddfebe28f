"""Refuses to be subclassed."""

from __future__ import annotations

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.decorator-goes-through-once": "TypeError: the class is final",
    "once.is-spent-through-off": "TypeError: the class is final",
    "once.registers-through-on": "TypeError: the class is final",
    "registration.decorator-goes-through-on": "TypeError: the class is final",
    "surface.can-be-subclassed": "TypeError: the class is final",
    "surface.subscripted-class-can-be-a-base": "TypeError: the class is final",
}


class EventEmitter(Reference[Event]):
    def __init_subclass__(cls) -> None:
        raise TypeError("the class is final")
