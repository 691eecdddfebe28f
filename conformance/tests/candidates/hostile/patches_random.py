"""Takes the chance out of `random`, and hides a defect. Its clause is broken."""

from __future__ import annotations

import random
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            random.random = lambda: 0.5
            raise KeyError("a hidden defect")
        super().off(event, callback)
