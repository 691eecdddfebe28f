"""Names each callback when it is registered, for a trace."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"arity.bound-methods": "AttributeError: name"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        self._last = repr(callback)
        return super().on(event, callback)
