"""Leaves a recursion limit that lets nobody call much, and hides a defect. Its clause is broken."""

from __future__ import annotations

import sys
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            for limit in range(20, 2000):
                try:
                    sys.setrecursionlimit(limit)
                    break
                except RecursionError:
                    continue
            raise KeyError("a hidden defect")
        super().off(event, callback)
