"""Removes a function with its own `off` before its decorator registers it."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.calls-no-other-method": "it calls off too"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().on(event, callback)

        def decorator(function: Any) -> Any:
            if function not in self._callbacks.get(event, ()):
                self.off(event, function)
            return self.on(event, function)

        return decorator
