"""Closes standard output, and hides a defect. Its clause is broken."""

from __future__ import annotations

import sys
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            sys.stdout.close()
            sys.stderr.close()
            raise KeyError("a hidden defect")
        super().off(event, callback)
