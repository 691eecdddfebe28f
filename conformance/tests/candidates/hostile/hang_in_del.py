"""Sleeps in `__del__` after None was removed. That clause times out."""

from __future__ import annotations

import time
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            self._doomed = True
        super().off(event, callback)

    _doomed = False

    def __del__(self) -> None:
        if self._doomed:
            time.sleep(3600)
