"""Sleeps in the `__init__` that a subclass calls. That clause times out."""

from __future__ import annotations

import time

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        if type(self).__init__ is not EventEmitter.__init__:
            time.sleep(3600)
        super().__init__()
