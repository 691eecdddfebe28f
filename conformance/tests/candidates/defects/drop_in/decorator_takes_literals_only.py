"""The decorator of `on` refuses an event that the literals of the class do not have."""

from __future__ import annotations

from typing import Any, get_args

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"drop_in.callbacks-are-called-until-removed": "KeyError: 'joined'"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        names = {
            name
            for base in getattr(self, "__orig_bases__", ())
            for argument in get_args(base)
            for name in get_args(argument)
            if isinstance(name, str)
        }
        if callback is None and isinstance(event, str) and names and event not in names:
            raise KeyError(event)
        return super().on(event, callback)
