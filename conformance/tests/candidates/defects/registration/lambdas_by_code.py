"""Takes lambdas of one line that close over nothing for one callback."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.too-few-raises": "AttributeError: ",
    "arity.wrapped-functions": "AttributeError: ",
    "registration.unequal-callbacks-are-separate": "f called with () once instead of twice",
}


def _code(callback: Any) -> Any:
    is_lambda = getattr(callback, "__name__", "") == "<lambda>" and not callback.__closure__
    return callback.__code__ if is_lambda else callback


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        known = [_code(each) for each in self._callbacks.get(event, ())]
        if callback is not None and _code(callback) in known:
            return callback
        return super().on(event, callback)
