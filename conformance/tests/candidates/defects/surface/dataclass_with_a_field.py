"""Is a dataclass, whose field with a default comes first in a subclass."""

from __future__ import annotations

import dataclasses

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.can-be-subclassed": "TypeError: non-default argument"}


@dataclasses.dataclass(init=False, eq=False)
class EventEmitter(Reference[Event]):
    _limit: int = 0

    def __init__(self) -> None:
        super().__init__()
