"""Refuses to be subclassed."""

from __future__ import annotations

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.decorator-goes-through-once": "TypeError: the class is final",
    "once.is-spent-through-off": "TypeError: the class is final",
    "once.registers-through-on": "TypeError: the class is final",
    "registration.decorator-goes-through-on": "TypeError: the class is final",
    "surface.calls-no-other-method": "TypeError: ",
    "surface.can-be-a-base-beside-others": "TypeError: ",
    "surface.can-be-subclassed": "TypeError: the class is final",
    "surface.keeps-public-attributes": "TypeError: ",
    "surface.overrides-take-effect": "TypeError: ",
    "surface.passes-by-position": "TypeError: ",
    "surface.subscripted-class-can-be-a-base": "TypeError: the class is final",
}


class EventEmitter(Reference[Event]):
    def __init_subclass__(cls) -> None:
        raise TypeError("the class is final")
