"""Ignores a registration with `on` while the callback waits for one call."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.is-independent-of-on": "f called with ('alice') once instead of twice"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            callback(*args)

        call_once.__dict__["original"] = callback
        return self.on(event, call_once)

    def on(self, event: Event, callback: Any = None) -> Any:
        for each in list(self._callbacks.get(event, ())):
            if callback is not None and getattr(each, "original", None) == callback:
                return callback
        return super().on(event, callback)
