"""Kills its process. That clause is a crash."""

from __future__ import annotations

import os
import signal
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            os.kill(os.getpid(), signal.SIGKILL)
        super().off(event, callback)
