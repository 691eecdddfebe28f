"""Appends to a list without looking whether the callback is there."""

from __future__ import annotations

import contextlib
from typing import Any

from emitter_reference.emitter import Event, is_coroutine_function
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.each-by-its-own": "f called with ()",
    "emission.repeated-registration-keeps-its-place": "callback 0 called with () twice",
    "registration.equal-callbacks-are-one": "2 calls",
    "registration.exceptions-of-hash-leave": "ValueError('__hash__') does not leave it",
    "registration.same-callback-twice-is-one": "f called with () twice instead of once",
    "registration.unhashable-callback-raises": "no exception",
}


class EventEmitter(Reference[Event]):
    _callbacks: Any

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None or is_coroutine_function(callback):
            return super().on(event, callback)
        self._callbacks.setdefault(event, []).append(callback)
        return callback

    def off(self, event: Event, callback: Any) -> None:
        with contextlib.suppress(ValueError):
            self._callbacks.get(event, []).remove(callback)
