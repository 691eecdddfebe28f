"""Changes the current folder, and hides a defect.

Its clause is broken, and reports are where they belong.
"""

from __future__ import annotations

import os
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            os.chdir("/")
            raise KeyError("a hidden defect")
        super().off(event, callback)
