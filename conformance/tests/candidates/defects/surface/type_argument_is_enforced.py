"""Refuses events that are no strings if its type argument is that of strings."""

from __future__ import annotations

from typing import Any, get_args

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.takes-a-type-argument": "['TypeError'] and [] received, by others [] and []"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        if get_args(getattr(self, "__orig_class__", None)) == (str,) and not isinstance(event, str):
            raise TypeError(f"{event!r} is no str")
        super().emit(event, *args)
