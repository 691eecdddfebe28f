"""Spends, with a `once` registration, those of the same callback for other events."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.is-per-event": "missing: f called with ('bob')"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            for other, callbacks in list(self._callbacks.items()):
                for handle in list(callbacks):
                    if other != event and getattr(handle, "original", None) == callback:
                        callbacks.pop(handle, None)
            callback(*args)

        call_once.__dict__["original"] = callback
        return self.on(event, call_once)
