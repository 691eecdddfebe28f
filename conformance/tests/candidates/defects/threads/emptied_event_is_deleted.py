"""Deletes the callbacks of an event that has none left, while another thread may add one."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"threads.registrations-are-kept": "nothing called"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        super().off(event, callback)
        if not self._callbacks.get(event, True):
            self._callbacks.pop(event, None)
