"""Does with `once` what is announced, but `off` finds a callback by its identity only."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("next",)
BREAKS = {"once.original-cancels": "unexpected: join called with ('joined')"}


class Handle:
    """What is registered instead of a callback, for one call."""

    def __init__(self, emitter: Any, event: Any, callback: Any) -> None:
        self.emitter, self.event, self.callback = emitter, event, callback

    def __call__(self, *args: Any) -> None:
        self.emitter.off(self.event, self)
        self.callback(*_positional(self.callback, args))


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)
        return self.on(event, Handle(self, event, callback))

    def off(self, event: Event, callback: Any) -> None:
        for registered in list(self._callbacks.get(event, ())):
            if isinstance(registered, Handle) and registered.callback is callback:
                super().off(event, registered)
        super().off(event, callback)
