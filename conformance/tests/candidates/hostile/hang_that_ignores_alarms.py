"""Ignores SIGALRM, and sleeps. That clause times out."""

from __future__ import annotations

import signal
import time
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            signal.signal(signal.SIGALRM, signal.SIG_IGN)
            time.sleep(3600)
        super().off(event, callback)
