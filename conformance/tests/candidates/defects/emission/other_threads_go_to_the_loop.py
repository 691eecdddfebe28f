"""Hands an emission of another thread to the event loop in which it was made."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.stays-in-the-callers-thread": "called with ('elsewhere')"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._thread = threading.get_ident()
        self._loop: Any = None
        with contextlib.suppress(RuntimeError):
            self._loop = asyncio.get_running_loop()

    def emit(self, event: Event, *args: Any) -> None:
        if self._loop is None or threading.get_ident() == self._thread:
            super().emit(event, *args)
        else:
            self._loop.call_soon_threadsafe(functools.partial(super().emit, event, *args))
