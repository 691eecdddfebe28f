"""Closes every file, and hides a defect. That clause is not kept."""

from __future__ import annotations

import os
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            os.closerange(0, 256)
            raise KeyError("a hidden defect")
        super().off(event, callback)
