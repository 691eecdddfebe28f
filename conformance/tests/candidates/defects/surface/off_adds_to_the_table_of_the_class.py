"""Begins with the table of the class, to which `off` of an unknown event adds an entry."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.emitters-are-independent": "f called with ('alice')"}

_table: Any = {}


class EventEmitter(Reference[Event]):
    _callbacks = _table

    def __init__(self) -> None:
        pass

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None and event not in self._callbacks:
            self._callbacks = {**self._callbacks, event: {}}
        return super().on(event, callback)

    def off(self, event: Event, callback: Any) -> None:
        self._callbacks.setdefault(event, {}).pop(callback, None)
