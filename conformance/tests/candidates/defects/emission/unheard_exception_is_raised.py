"""Raises an exception that is emitted without a callback."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.without-callbacks-does-nothing": "ValueError: no seat"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        if not self._callbacks.get(event) and args and isinstance(args[0], Exception):
            raise args[0]
        super().emit(event, *args)
