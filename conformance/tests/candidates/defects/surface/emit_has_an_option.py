"""Takes a keyword of its own in `emit`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.emit-refuses-other-keywords": "the keyword timeout is taken"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any, timeout: float | None = None) -> None:
        super().emit(event, *args)
