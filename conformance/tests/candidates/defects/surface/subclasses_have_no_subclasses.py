"""Does not take subclasses of its subclasses."""

from __future__ import annotations

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "surface.can-be-a-base-beside-others": "TypeError: ",
    "surface.can-be-subclassed": "TypeError: Room has to be a subclass of EventEmitter itself",
    "surface.overrides-take-effect": "TypeError: ",
}


class EventEmitter(Reference[Event]):
    def __init_subclass__(cls) -> None:
        if EventEmitter not in cls.__bases__:
            raise TypeError(f"{cls.__name__} has to be a subclass of EventEmitter itself")
