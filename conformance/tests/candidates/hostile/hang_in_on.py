"""Sleeps in `on` once there are many callbacks. That clause times out."""

from __future__ import annotations

import time
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def on(self, event: Any, callback: Any = None) -> Any:
        if len(self._callbacks.get(event, ())) > 1500:
            time.sleep(3600)
        return super().on(event, callback)
