"""Raises an exception with a message of megabytes.

That clause is broken, and little of it is shown.
"""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            raise KeyError("joined" * 1_000_000)
        super().off(event, callback)
