"""Keeps the callbacks of `once`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.releases-the-callback": "emitter._waited_for still refers to it"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        self._waited_for = [*getattr(self, "_waited_for", ()), callback]
        return super().once(event, callback)
