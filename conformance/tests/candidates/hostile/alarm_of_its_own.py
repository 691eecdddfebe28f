"""Uses an alarm of its own while it emits. It conforms."""

from __future__ import annotations

import signal
import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def emit(self, event: Any, *args: Any) -> None:
        if threading.current_thread() is not threading.main_thread():
            super().emit(event, *args)
            return
        before = signal.signal(signal.SIGALRM, lambda *_: None)
        signal.setitimer(signal.ITIMER_REAL, 5)
        try:
            super().emit(event, *args)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
