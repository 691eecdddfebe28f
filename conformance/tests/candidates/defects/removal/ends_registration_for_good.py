"""Ignores the registration of a callback that was removed before."""

from __future__ import annotations

import weakref
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.renewed-registration-goes-last": "missing: callback 0 called with ()",
    "removal.can-be-undone": "f called with ()",
    "removal.ends-the-calls": "TypeError: ",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._removed = weakref.WeakSet[Any]()

    def on(self, event: Event, callback: Any = None) -> Any:
        return callback if callback in self._removed else super().on(event, callback)

    def off(self, event: Event, callback: Any) -> None:
        if callback in self._callbacks.get(event, ()):
            self._removed.add(callback)
        super().off(event, callback)
