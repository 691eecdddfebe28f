"""Replaces `inspect.signature` in `off`. Nobody knows whether that clause is kept."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

signature = inspect.signature


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            inspect.signature = lambda callback: signature(callback)  # type: ignore[misc,assignment]
        super().off(event, callback)
