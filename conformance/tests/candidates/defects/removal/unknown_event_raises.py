"""Raises KeyError from `off` of an event that was never registered for."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.unknown-event-is-silent": "KeyError: 'left'"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        self._callbacks[event].pop(callback, None)
