"""Has priorities, and passes one from the decorator of `on` to `on`, also if none was given."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.passes-by-position": "called with 0 as well"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None, priority: int = 0) -> Any:
        if callback is not None:
            return super().on(event, callback)

        def decorate(function: Any) -> Any:
            return self.on(event, function, priority)

        return decorate
