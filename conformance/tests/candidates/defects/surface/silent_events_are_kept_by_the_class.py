"""Keeps in the class body which events nobody waits for, and passes over their emissions."""

from __future__ import annotations

from typing import Any, ClassVar

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "surface.emitters-are-independent": "[('f', 'alice')] by an emitter, [] after another one's",
}


class EventEmitter(Reference[Event]):
    _silent: ClassVar[set[Any]] = set()

    def on(self, event: Any, callback: Any = None) -> Any:
        registered = super().on(event, callback)
        self._silent.discard(event)
        return registered

    def emit(self, event: Event, *args: Any) -> None:
        if event in self._silent:
            return
        if not self._callbacks.get(event):
            self._silent.add(event)
        super().emit(event, *args)
