"""Leaves a process that does not end. It conforms, and the run ends."""

from __future__ import annotations

import os
import time
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None and os.fork() == 0:
            time.sleep(30)
            os._exit(0)
        super().off(event, callback)
