"""Binds `emit` once for each emitter; an override that calls it is not found after that."""

from __future__ import annotations

from typing import Any, Callable

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "surface.keeps-public-attributes": "emit and seats",
    "surface.overrides-take-effect": "it is not called again",
}


class Cached:
    """A method that is bound once for each instance."""

    def __init__(self, function: Callable[..., None]) -> None:
        self.function = function

    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self.function
        bound = self.function.__get__(instance, owner)
        vars(instance)["emit"] = bound
        return bound


class EventEmitter(Reference[Event]):
    def _emit(self, event: Event, *args: Any) -> None:
        super().emit(event, *args)

    emit = Cached(_emit)
