"""Writes to descriptor 1 without end. That clause times out, and little of it is shown."""

from __future__ import annotations

import os
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            while True:
                os.write(1, b"joined\n" * 100)
        super().off(event, callback)
