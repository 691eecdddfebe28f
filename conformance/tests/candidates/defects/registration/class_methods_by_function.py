"""Takes a class method of a class and of its subclass for one callback."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.unequal-callbacks-are-separate": "missing: g called with ()"}


def _function(callback: Any) -> Any:
    is_class_method = inspect.ismethod(callback) and inspect.isclass(callback.__self__)
    return callback.__func__ if is_class_method else callback


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        known = [_function(each) for each in self._callbacks.get(event, ())]
        if callback is not None and _function(callback) in known:
            return callback
        return super().on(event, callback)
