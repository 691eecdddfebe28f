"""Does not register with `once` what is registered with `on`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.is-independent-of-on": "f called with ('alice') once instead of twice"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback in self._callbacks.get(event, ()):
            return callback
        return super().once(event, callback)
