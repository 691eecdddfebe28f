"""Looks whether a callback is registered, and removes it then."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"threads.operations-raise-nothing": "KeyError"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        callbacks = self._callbacks.get(event, {})
        if callback in callbacks:
            del callbacks[callback]
