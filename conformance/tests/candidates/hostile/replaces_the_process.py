"""Puts another program in the place of the process in `off`. That clause is an exit."""

from __future__ import annotations

import os
import sys
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            os.execl(sys.executable, sys.executable, "-c", "")
        super().off(event, callback)
