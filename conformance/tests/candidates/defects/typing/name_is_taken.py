"""Has an attribute with a name that subclasses use too."""

from __future__ import annotations

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"typing.subclasses-of-literals": "Incompatible types in assignment"}


class EventEmitter(Reference[Event]):
    name: int
