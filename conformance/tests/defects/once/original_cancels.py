"""Removes a `once` registration when `off` is given its callback, as Node.js does."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.original-does-not-cancel": "nothing called",
    "removal.releases-the-callback": "spent() is <",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._originals: dict[Any, Any] = {}

    def once(self, event: Event, callback: Any = None) -> Any:
        handle = super().once(event, callback)
        if callback is not None:
            self._originals[handle] = callback
        return handle

    def off(self, event: Event, callback: Any) -> None:
        for registered in list(self._callbacks.get(event, ())):
            if callback in (registered, self._originals.get(registered, registered)):
                super().off(event, registered)
