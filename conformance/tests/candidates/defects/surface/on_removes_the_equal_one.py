"""Removes an equal callback before it registers one that is another object."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.calls-no-other-method": "it calls off"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        callbacks = self._callbacks.get(event, {})
        known = [each for each in list(callbacks) if each == callback and each is not callback]
        if callback is not None and known:
            self.off(event, known[0])
        return super().on(event, callback)
