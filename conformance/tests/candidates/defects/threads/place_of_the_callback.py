"""Looks for the place of a callback, and removes what is there then."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"threads.registrations-are-kept": "f called"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        callbacks = self._callbacks.get(event, {})
        if callback not in callbacks:
            return
        place = [*callbacks].index(callback)
        known = [*callbacks]
        callbacks.pop(known[place], None)
