"""Makes `emit` in `__init__`, where no subclass can override it."""

from __future__ import annotations

from functools import partial

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "surface.keeps-public-attributes": "emit and seats",
    "surface.overrides-take-effect": "it is not called",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        vars(self)["emit"] = partial(Reference.emit, self)
