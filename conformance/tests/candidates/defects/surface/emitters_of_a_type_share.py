"""Gives all emitters of a type argument one registry."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.takes-a-type-argument": "TypeError: "}

_TYPED: dict[Any, Any] = {}


class EventEmitter(Reference[Event]):
    def __class_getitem__(cls, kind: Any) -> Any:
        if kind in _TYPED:
            return _TYPED[kind]
        shared: Any = {}

        class Typed(cls):  # type: ignore[misc, valid-type]
            def __init__(self) -> None:
                super().__init__()
                self._callbacks = shared

        _TYPED[kind] = Typed
        return Typed
