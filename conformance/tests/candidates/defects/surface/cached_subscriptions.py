"""Looks a subscription up in a cache of its own, so that types without a hash cannot be one."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.takes-a-type-argument": "TypeError: "}

SUBSCRIBED: dict[Any, Any] = {}


class EventEmitter(Reference[Event]):
    def __class_getitem__(cls, argument: Any) -> Any:
        alias = SUBSCRIBED.get((cls, argument))
        if alias is None:
            alias = SUBSCRIBED[cls, argument] = super().__class_getitem__(argument)  # type: ignore[misc]
        return alias
