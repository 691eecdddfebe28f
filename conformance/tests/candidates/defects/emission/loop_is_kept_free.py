"""Leaves a thread with a running event loop, and waits for another to emit."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.keeps-the-running-loop": "f called with ('no loop')",
    "emission.stays-in-the-callers-thread": "j called with ('in another thread')",
    "logging.covers-once": "logged() is []",
    "logging.one-error-record-per-failure": "DEBUG",
    "type_error.from-once": "left is None",
    "type_error.subclasses-leave-emit": "left is None",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return super().emit(event, *args)
        with ThreadPoolExecutor() as pool:
            return pool.submit(super().emit, event, *args).result()
