"""Lets the last decorator of `on` decide for which event all of them register."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.decorator-registers": "f called with (0, 0)"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().on(event, callback)
        self._event = event
        return self._decorate

    def _decorate(self, function: Any) -> Any:
        return self.on(self._event, function)
