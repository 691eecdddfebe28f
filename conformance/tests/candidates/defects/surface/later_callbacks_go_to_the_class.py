"""Keeps the first three callbacks of an event itself, and later ones for all emitters together."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.emitters-are-independent": "f called with ('alice')"}

_later: Any = Reference()


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        is_later = callback is not None and len(self._callbacks.get(event, ())) == 3
        return _later.on(event, callback) if is_later else super().on(event, callback)

    def off(self, event: Event, callback: Any) -> None:
        super().off(event, callback)
        _later.off(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        super().emit(event, *args)
        _later.emit(event, *args)
