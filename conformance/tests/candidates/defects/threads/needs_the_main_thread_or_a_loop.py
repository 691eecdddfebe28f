"""Looks for a running event loop if it is not made in the main thread."""

from __future__ import annotations

import asyncio
import threading

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"threads.no-thread-is-special": "RuntimeError: no running event loop"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        if threading.current_thread() is not threading.main_thread():
            asyncio.get_running_loop()
