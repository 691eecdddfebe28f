"""Hashes the arguments whose types have a hash."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.passes-the-same-objects": "TypeError: unhashable type: 'list'",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        super().emit(
            event, *[each for each in args if not isinstance(each, tuple) or hash(each) is not None]
        )
