"""The decorator logs the rejection and hands the function back."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "rejection.holds-in-a-running-loop": "missing: ValueError raised",
    "rejection.is-raised-by-the-decorator": "no exception",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().on(event, callback)

        def decorate(function: Any) -> Any:
            try:
                self.on(event, function)
            except ValueError as error:
                logger.warning("%s", error)
            return function

        return decorate
