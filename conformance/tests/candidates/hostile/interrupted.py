"""Sends itself what Ctrl-C sends. That clause is broken by a KeyboardInterrupt."""

from __future__ import annotations

import os
import signal
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            os.kill(os.getpid(), signal.SIGINT)
        super().off(event, callback)
