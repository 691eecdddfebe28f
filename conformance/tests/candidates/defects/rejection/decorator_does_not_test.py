"""The decorator registers by itself, past the test of `on`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.decorator-goes-through-on": "on called with",
    "rejection.holds-in-a-running-loop": "missing: ValueError raised",
    "rejection.is-raised-by-the-decorator": "no exception",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().on(event, callback)

        def decorate(function: Any) -> Any:
            self._callbacks.setdefault(event, {})[function] = None
            return function

        return decorate
