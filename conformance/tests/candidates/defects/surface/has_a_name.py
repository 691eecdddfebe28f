"""Has a name, which a subclass may have as well."""

from __future__ import annotations

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.keeps-public-attributes": "name and seats"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self.name = "emitter"
