"""Looks for an `emit` of a subclass in its own class alone, and not in those between."""

from __future__ import annotations

import functools
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "surface.keeps-public-attributes": "emit and seats",
    "surface.overrides-take-effect": "it is not called",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        if "emit" not in vars(type(self)):
            self.emit = functools.partial(EventEmitter.emit, self)  # type: ignore[method-assign]

    def emit(self, event: Event, *args: Any) -> None:
        super().emit(event, *args)
