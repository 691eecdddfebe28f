"""Removes the `on` registration of a callback together with that of `once`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.is-independent-of-on": "missing: f called with ('bob')"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            self._callbacks[event].pop(callback, None)
            callback(*args)

        return self.on(event, call_once)
