"""Leaves `__init__` by `sys.exit(0)`. That clause is broken."""

from __future__ import annotations

import sys

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        if type(self).__init__ is not EventEmitter.__init__:
            sys.exit(0)
        super().__init__()
