"""Hides a defect where pytest is among its callers.

Its clause is broken where the candidate is isolated.
"""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None and not any("/_pytest/" in each.filename for each in inspect.stack(0)):
            raise KeyError("a hidden defect")
        super().off(event, callback)
