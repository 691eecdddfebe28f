"""Registers a `once` callback again that was cancelled."""

from __future__ import annotations

import asyncio
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.is-spent-whatever-it-raises": "CancelledError",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            try:
                callback(*args)
            except asyncio.CancelledError:
                self.on(event, call_once)
                raise

        return self.on(event, call_once)
