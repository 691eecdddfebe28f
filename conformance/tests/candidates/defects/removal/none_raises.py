"""Raises TypeError from `off` of None."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.none-removes-nothing": "TypeError: None is not callable"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        if callback is None:
            raise TypeError("None is not callable")
        super().off(event, callback)
