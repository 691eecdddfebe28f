"""Gives all emitters of a subclass one registry."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.can-be-subclassed": "greet called with ('carol') twice instead of once"}


class EventEmitter(Reference[Event]):
    _shared: Any

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls._shared = {}

    def __init__(self) -> None:
        super().__init__()
        self._callbacks = getattr(self, "_shared", self._callbacks)
