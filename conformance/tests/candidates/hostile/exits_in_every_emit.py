"""Ends the process with 0 in each `emit`. Every clause that emits is an exit."""

from __future__ import annotations

import os
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def emit(self, event: Any, *args: Any) -> None:
        os._exit(0)
