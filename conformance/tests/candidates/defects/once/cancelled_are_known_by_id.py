"""Remembers cancelled handles by an id that another may get."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.fires-once": "f called with (0)",
    "removal.leaves-other-events": "nothing called",
}


class _Handle:
    is_spent = False

    def __init__(self, emitter: Any, event: Any, callback: Any) -> None:
        self.emitter, self.event, self.callback = emitter, event, callback

    def __call__(self, *args: Any) -> None:
        self.is_spent = True
        self.emitter.off(self.event, self)
        self.callback(*args)


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._cancelled: set[int] = set()

    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)
        return self.on(event, _Handle(self, event, callback))

    def off(self, event: Event, callback: Any) -> None:
        super().off(event, callback)
        if isinstance(callback, _Handle) and not callback.is_spent:
            self._cancelled.add(id(callback))

    def emit(self, event: Event, *args: Any) -> None:
        callbacks = self._callbacks.get(event, {})
        for callback in [each for each in list(callbacks) if id(each) in self._cancelled]:
            callbacks.pop(callback, None)
        super().emit(event, *args)
