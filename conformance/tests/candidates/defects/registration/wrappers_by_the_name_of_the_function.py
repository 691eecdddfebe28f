"""Replaces a function of a module by the next one that bears its name, as reloading would."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.unequal-callbacks-are-separate": "missing: f called with ()"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        wrapped = getattr(callback, "__wrapped__", None)
        if inspect.isfunction(wrapped) and "<" not in wrapped.__qualname__:
            for other in list(self._callbacks.get(event, ())):
                if getattr(other, "__wrapped__", None) is wrapped:
                    self.off(event, other)
        return super().on(event, callback)
