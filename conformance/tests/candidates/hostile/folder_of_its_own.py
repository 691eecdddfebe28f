"""Changes the current folder when it is imported and used.

It conforms, and reports are where they belong.
"""

from __future__ import annotations

import os

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

os.chdir("/")


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        os.chdir("/")
