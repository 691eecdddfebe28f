"""Removes the oldest callback of an event with every thousandth removal."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.leaves-other-callbacks": "nothing called"}


class EventEmitter(Reference[Event]):
    _number = 0

    def off(self, event: Event, callback: Any) -> None:
        super().off(event, callback)
        self._number += 1
        if self._number % 1000 == 0:
            self._callbacks[event].pop(next(iter(self._callbacks[event])))
