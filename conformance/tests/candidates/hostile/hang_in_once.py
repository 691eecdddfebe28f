"""Spins in `once` when it is given None. That clause times out."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def once(self, *args: Any, **others: Any) -> Any:
        if args[1:] and args[1] is None:
            while True:
                pass
        return super().once(*args, **others)
