"""Takes a KeyError of an event or callback for one that is unknown."""

from __future__ import annotations

import contextlib
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.exceptions-of-hash-leave": "KeyError('__hash__') does not leave it"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        with contextlib.suppress(KeyError):
            del self._callbacks[event][callback]

    def emit(self, event: Event, *args: Any) -> None:
        try:
            self._callbacks[event]
        except KeyError:
            return
        super().emit(event, *args)
