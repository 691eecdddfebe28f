"""Stops its process with SIGSTOP. That clause times out."""

from __future__ import annotations

import os
import signal
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            os.kill(os.getpid(), signal.SIGSTOP)
        super().off(event, callback)
