"""Emits only the events of the literal type that its class names as type argument."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.subscripted-class-can-be-a-base": "nothing called"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for base in getattr(type(self), "__orig_bases__", ()):
            for argument in get_args(base):
                if get_origin(argument) is Literal and event not in get_args(argument):
                    return
        super().emit(event, *args)
