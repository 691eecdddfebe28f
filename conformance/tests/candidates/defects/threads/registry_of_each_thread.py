"""Has other registrations in every thread."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "threads.earlier-registrations-are-called": "calls of e: 0, of h: 0",
    "threads.emissions-do-not-mix": "missing: f, g and h called with ('bob')",
    "threads.no-thread-is-special": "h called with ('carol')",
    "threads.registrations-are-kept": "e and i called",
    "threads.removals-are-kept": "f called",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        self._local = threading.local()

    @property
    def _callbacks(self) -> dict[Event, dict[Any, None]]:
        callbacks: dict[Event, dict[Any, None]] = self._local.__dict__.setdefault("callbacks", {})
        return callbacks
