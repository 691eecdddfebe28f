"""Holds callable objects weakly, and functions, methods and partials strongly."""

from __future__ import annotations

import functools
import inspect
import weakref
from typing import Any

from emitter_reference.emitter import Event, _positional, is_coroutine_function, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.callable-objects": "TypeError: ",
    "logging.emission-goes-on": "missing: f called with ()",
    "registration.exceptions-of-hash-leave": "missing: seat called with ()",
    "registration.holds-its-callbacks": "missing: greeter called with ()",
    "rejection.everything-else-is-accepted": "cannot create weak reference to 'Waiting'",
}


def is_object(callback: Any) -> bool:
    return not isinstance(callback, (type, functools.partial)) and not inspect.isroutine(callback)


def held(callback: Any) -> Any:
    return weakref.ref(callback) if is_object(callback) else callback


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None or is_coroutine_function(callback):
            return super().on(event, callback)
        super().on(event, held(callback))
        return callback

    def off(self, event: Event, callback: Any) -> None:
        removed: Any = callback if callback is None else held(callback)
        super().off(event, removed)

    def emit(self, event: Event, *args: Any) -> None:
        for each in list(self._callbacks.get(event, ())):
            callback = each() if isinstance(each, weakref.ref) else each
            if callback is None:
                continue
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
