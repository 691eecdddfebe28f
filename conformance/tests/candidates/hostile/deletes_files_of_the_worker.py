"""Deletes every file that its process shares with the kit, and sleeps. That clause times out."""

from __future__ import annotations

import os
import signal
import time
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            signal.pthread_sigmask(signal.SIG_SETMASK, signal.valid_signals())
            for descriptor in os.listdir("/proc/self/fd"):
                path = os.path.realpath(f"/proc/self/fd/{descriptor}")
                if "emitter-conformance-" in path and os.path.isfile(path):
                    os.remove(path)
            time.sleep(3600)
        super().off(event, callback)
