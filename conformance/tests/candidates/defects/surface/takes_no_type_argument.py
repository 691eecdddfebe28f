"""Cannot be subscripted."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "surface.can-be-a-base-beside-others": "TypeError: ",
    "surface.subscripted-class-can-be-a-base": "is not subscriptable",
    "surface.takes-a-type-argument": "is not subscriptable",
}


class EventEmitter(Reference[Event]):
    def __class_getitem__(cls, argument: Any) -> Any:
        raise TypeError(f"{cls.__name__} is not subscriptable")
