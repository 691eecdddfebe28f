"""Takes a keyword of its own in `emit`, of a name that few would guess."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.emit-refuses-other-keywords": "the keyword isolated_ is taken"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any, isolated_: bool = False) -> None:
        super().emit(event, *args)
