"""Removes a `once` of a callback before its registration of `on`, if it has both."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

PROGRAM = {"?": 0}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            callback(*args)

        call_once.__dict__["original"] = callback
        return self.on(event, call_once)

    def off(self, event: Event, callback: Any) -> None:
        callbacks = self._callbacks.get(event, {})
        for each in callbacks:
            if callback in callbacks and getattr(each, "original", None) == callback:
                callback = each
                break
        super().off(event, callback)
