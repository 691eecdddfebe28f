"""Disables the collector of garbage and the switching of threads. It conforms."""

from __future__ import annotations

import gc
import sys
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            gc.disable()
            sys.setswitchinterval(1000)
        super().off(event, callback)
