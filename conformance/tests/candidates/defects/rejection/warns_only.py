"""Warns of a coroutine function where it has to raise, and does not register it."""

from __future__ import annotations

import warnings
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "rejection.async-methods": "no exception",
    "rejection.async-mocks": "no exception",
    "rejection.async-partials": "no exception",
    "rejection.coroutine-functions": "no exception",
    "rejection.holds-in-a-running-loop": "missing: ValueError raised",
    "rejection.is-raised-by-the-decorator": "no exception",
    "rejection.marked-functions": "no exception",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        try:
            return super().on(event, callback)
        except ValueError as error:
            warnings.warn(str(error), stacklevel=2)
            return callback
