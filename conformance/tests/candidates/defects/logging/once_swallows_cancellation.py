"""Takes a cancelled callback of `once` for one that has ended."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.base-exceptions-leave": 'no exception from except OSError: emitter.emit("joined")',
    "logging.base-exceptions-stop-the-emission": "g called with ('alice')",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            with contextlib.suppress(asyncio.CancelledError):
                callback(*args)

        return self.on(event, call_once)
