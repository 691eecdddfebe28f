"""Is final: no class may have it as a base."""

from __future__ import annotations

from typing import final

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"typing.subclasses-of-literals": "error"}


@final
class EventEmitter(Reference[Event]):
    pass
