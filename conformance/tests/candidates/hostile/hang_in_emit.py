"""Sleeps in `emit` when it is given a keyword. That clause times out."""

from __future__ import annotations

import time
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def emit(self, event: Any, *args: Any, **others: Any) -> None:
        if others:
            time.sleep(3600)
        super().emit(event, *args, **others)
