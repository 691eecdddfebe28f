"""Forks, and both processes go on, and hides a defect.

Its clause is broken, and there is one verdict.
"""

from __future__ import annotations

import os
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            os.fork()
            raise KeyError("a hidden defect")
        super().off(event, callback)
