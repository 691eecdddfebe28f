"""Removes a `once` registration when `off` is given its callback, as Node.js does."""

from __future__ import annotations

import weakref
from contextlib import suppress
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.original-does-not-cancel": "nothing called",
    "removal.ends-the-calls": "TypeError: ",
    "removal.releases-the-callback": "an object of type tuple still refers to it",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._originals = weakref.WeakKeyDictionary[Any, Any]()

    def once(self, event: Event, callback: Any = None) -> Any:
        handle = super().once(event, callback)
        with suppress(TypeError):  # what a subclass gives back
            if callback is not None:
                self._originals[handle] = callback
        return handle

    def off(self, event: Event, callback: Any) -> None:
        for registered in list(self._callbacks.get(event, ())):
            if callback in (registered, self._originals.get(registered, registered)):
                super().off(event, registered)
