"""Hides a defect where pytest is imported. Its clause is broken where the candidate is isolated."""

from __future__ import annotations

import sys
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None and "pytest" not in sys.modules:
            raise KeyError("a hidden defect")
        super().off(event, callback)
