"""Makes time stand still, and hides a defect. Its clause is broken."""

from __future__ import annotations

import time
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            time.time = time.monotonic = time.perf_counter = float
            raise KeyError("a hidden defect")
        super().off(event, callback)
