"""Keeps the arguments that a `once` callback received."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.releases-its-arguments": "emitter._last still refers to it"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            self._last = args
            callback(*args)

        return self.on(event, call_once)
