"""Asks for the event loop of the main thread when it emits, as objects of asyncio did for long."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import warnings
from typing import Any, TypeVar

import emitter_reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True

Event = TypeVar("Event", contravariant=True)


class EventEmitter(emitter_reference.EventEmitter[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        if threading.current_thread() is threading.main_thread():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # that there was none yet
                with contextlib.suppress(RuntimeError):  # Python 3.14 makes none
                    self._loop = asyncio.get_event_loop()
        super().emit(event, *args)
