"""Lets the last decorator of `once` decide for which event all of them register."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.decorator-registers": "nothing called"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().once(event, callback)
        self._event = event
        return self._decorate

    def _decorate(self, function: Any) -> Any:
        self.once(self._event, function)
        return function
