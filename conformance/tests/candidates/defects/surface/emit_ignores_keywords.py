"""Takes keyword arguments in `emit` and ignores them."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.emit-refuses-other-keywords": "no exception"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any, **kwargs: Any) -> None:
        super().emit(event, *args)
