"""Removes the function that a callback wraps in place of the callback."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.ends-the-calls": "f called with (3, 4)"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        super().off(event, inspect.unwrap(callback) if callable(callback) else callback)
