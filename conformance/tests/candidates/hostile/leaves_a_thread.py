"""Leaves a thread that does not end. It conforms, and the run ends."""

from __future__ import annotations

import threading
import time
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            threading.Thread(target=time.sleep, args=[3600]).start()
        super().off(event, callback)
