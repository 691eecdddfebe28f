"""Keeps what it copies for an emission until that changes, for all emitters together."""

from __future__ import annotations

from typing import Any, Callable, ClassVar

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.emitters-are-independent": "f called with ('bob')"}


class EventEmitter(Reference[Event]):
    _snapshots: ClassVar[dict[Any, dict[Callable[..., Any], None]]] = {}

    def on(self, event: Event, callback: Any = None) -> Any:
        self._snapshots.pop(event, None)
        return super().on(event, callback)

    def off(self, event: Event, callback: Any) -> None:
        self._snapshots.pop(event, None)
        super().off(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        own = self._callbacks
        found = self._snapshots.setdefault(event, dict(own.get(event, {})))
        self._callbacks = {**own, event: found}
        try:
            super().emit(event, *args)
        finally:
            self._callbacks = own
