"""Aborts its process. That clause is a crash."""

from __future__ import annotations

import os
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            os.abort()
        super().off(event, callback)
