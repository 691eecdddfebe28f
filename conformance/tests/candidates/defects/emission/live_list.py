"""Iterates over the live list of callbacks."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, is_coroutine_function, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.added-callback-waits": "unexpected: h called with ()",
    "emission.callback-can-remove-itself": "missing: g called with ()",
    "emission.calls-each-callback-once": "missing: callback 1 called with ()",
    "emission.ignores-return-values": "missing: g called with (1, 2)",
    "emission.order-is-registration-order": "missing: callback 14, callback 8, callback 2, ...",
    "emission.passes-the-same-objects": "missing: g called with ('the same')",
    "emission.removed-callback-still-runs": "missing: g and h called with ()",
    "logging.covers-once": "missing: h called with ('alice')",
    "once.is-independent-of-on": "f called with ('alice') once instead of twice",
    "once.cancelled-during-an-emission-still-runs": "missing: g called with ()",
    "once.fires-once": "550 calls, of 550 callbacks",
    "once.nested-emission-calls-it-too": "callback 0 called with () 10 instead of 20 times;",
    "once.twice-fires-twice": "f called with ('alice')",
    "once.waits-if-it-was-not-called": "2 of them called",
    "threads.earlier-registrations-are-called": "calls of e: 1, of h: 0",
    "threads.operations-raise-nothing": "ValueError: list.remove(x): x not in list",
}


class EventEmitter(Reference[Event]):
    _callbacks: Any

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None or is_coroutine_function(callback):
            return super().on(event, callback)
        hash(callback)
        callbacks = self._callbacks.setdefault(event, [])
        if callback not in callbacks:
            callbacks.append(callback)
        return callback

    def off(self, event: Event, callback: Any) -> None:
        if callback in self._callbacks.get(event, ()):
            self._callbacks[event].remove(callback)

    def emit(self, event: Event, *args: Any) -> None:
        for callback in self._callbacks.get(event, ()):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
