"""Takes partials of the same function with the same arguments for one."""

from __future__ import annotations

import functools
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.unequal-callbacks-are-separate": "f called with () once instead of twice"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        known = map(parts, self._callbacks.get(event, ()))
        if type(callback) is functools.partial and parts(callback) in known:
            return callback
        return super().on(event, callback)


def parts(callback: Any) -> Any:
    if type(callback) is not functools.partial:
        return None
    return callback.func, callback.args, callback.keywords
