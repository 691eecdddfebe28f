"""Accepts only a class as its type argument."""

from __future__ import annotations

import types
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "surface.can-be-a-base-beside-others": "TypeError: ",
    "surface.takes-a-type-argument": "TypeError: None is not a class",
}


class EventEmitter(Reference[Event]):
    def __class_getitem__(cls, argument: Any) -> Any:
        if argument is Any or not isinstance(argument, type):
            raise TypeError(f"{argument} is not a class")
        return types.GenericAlias(cls, argument)
