"""Removes the wrappers of a callback with it."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.leaves-other-callbacks": "f called with ()"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        super().off(event, callback)
        for each in list(self._callbacks.get(event, ())):
            if getattr(each, "__wrapped__", None) is callback is not None:
                super().off(event, each)
