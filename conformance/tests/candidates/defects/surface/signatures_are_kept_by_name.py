"""Keeps the number of positional parameters by the name of a callback, for all emitters."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.emitters-are-independent": "['TypeError'] by a later one"}

_numbers: dict[str, int] = {}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in [*self._callbacks.get(event, ())]:
            if not inspect.isfunction(callback):
                super().emit(event, *args)
                return
            name = callback.__qualname__
            number = _numbers.setdefault(name, len(_positional(callback, args)))
            callback(*args[:number])
