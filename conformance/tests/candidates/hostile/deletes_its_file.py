"""Deletes its own file and kills its process.

That clause is a crash, and no process can load it any more.
"""

from __future__ import annotations

import os
import signal
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            os.remove(__file__)
            os.kill(os.getpid(), signal.SIGKILL)
        super().off(event, callback)
