"""Replaces `inspect.signature` before it is judged, and hides a defect. Its clause is broken."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

signature = inspect.signature
inspect.signature = lambda callback, **others: signature(callback)


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            raise KeyError("a hidden defect")
        super().off(event, callback)
