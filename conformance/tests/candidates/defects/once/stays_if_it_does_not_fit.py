"""Keeps a `once` registration whose callback does not fit."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.is-not-cut": "f called with ()",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            inspect.signature(callback).bind(*args)
            self.off(event, call_once)
            callback(*args)

        return self.on(event, call_once)
