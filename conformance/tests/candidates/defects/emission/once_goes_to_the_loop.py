"""Calls `once` callbacks in a running event loop later."""

from __future__ import annotations

import asyncio
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.ends-after-its-callbacks": "emit returned, f called with (1, 2)",
    "logging.base-exceptions-are-not-logged": "KeyboardInterrupt",
    "logging.logger-is-livekit": "asyncio",
    "once.is-spent-whatever-it-raises": "KeyboardInterrupt: ",
    "type_error.from-once": "nothing leaves it",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            try:
                asyncio.get_running_loop().call_soon(callback, *args)
            except RuntimeError:
                callback(*args)

        return self.on(event, call_once)
