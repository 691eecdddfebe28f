"""Has properties and a public attribute that it uses itself, as an emitter may."""

from __future__ import annotations

from typing import Any, Callable

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True


class EventEmitter(Reference[Event]):
    middleware: tuple[Callable[..., Any], ...] = (list, tuple)

    def __init__(self) -> None:
        super().__init__()
        self._last: Any = ()
        for layer in self.middleware:
            self._last = layer(self._last)

    @property
    def events(self) -> list[Event]:
        return [event for event, callbacks in self._callbacks.items() if callbacks]

    @property
    def name(self) -> str:
        return type(self).__name__
