"""Refuses keyword arguments in `emit` only if a callback would get them."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.emit-refuses-other-keywords": "no exception"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any, **kwargs: Any) -> None:
        if kwargs and self._callbacks.get(event):
            raise TypeError("callbacks take no keywords")
        super().emit(event, *args)
