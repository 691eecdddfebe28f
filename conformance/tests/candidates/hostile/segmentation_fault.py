"""Reads where there is no memory. That clause is a crash."""

from __future__ import annotations

import ctypes
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def emit(self, event: Any, *args: Any, **others: Any) -> None:
        if others:
            ctypes.string_at(0)
        super().emit(event, *args, **others)
