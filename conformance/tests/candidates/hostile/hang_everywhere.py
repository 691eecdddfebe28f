"""Sleeps in each `emit`. Every clause that emits times out, and the others are kept."""

from __future__ import annotations

import time
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def emit(self, event: Any, *args: Any) -> None:
        time.sleep(3600)
