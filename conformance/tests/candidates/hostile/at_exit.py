"""Ends its process with 0 at its exit, and hides a defect.

Its clause is broken where the candidate is isolated.
"""

from __future__ import annotations

import atexit
import os
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

atexit.register(os._exit, 0)


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            raise KeyError("a hidden defect")
        super().off(event, callback)
