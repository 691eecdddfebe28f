"""Tells equal events of different types apart."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.equal-events-are-one": "nothing called"}


class Registry(dict[Any, Any]):
    def get(self, event: Any, default: Any = None) -> Any:
        return super().get((type(event), event), default)

    def setdefault(self, event: Any, default: Any = None) -> Any:
        return super().setdefault((type(event), event), default)


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        self._callbacks = Registry()
