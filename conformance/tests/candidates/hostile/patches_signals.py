"""Makes `signal` do nothing, and sleeps. That clause times out."""

from __future__ import annotations

import signal
import time
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            signal.signal = signal.setitimer = lambda *_: None  # type: ignore[assignment]
            time.sleep(3600)
        super().off(event, callback)
