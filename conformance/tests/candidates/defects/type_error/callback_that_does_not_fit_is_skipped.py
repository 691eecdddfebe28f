"""Skips a callback that the arguments do not fit."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.too-few-raises": "no exception",
    "type_error.from-a-call-that-does-not-fit": "no exception",
}


def fits(callback: Any, args: Any) -> bool:
    try:
        inspect.signature(callback).bind(*args)
    except TypeError:
        return False
    return True


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            if not fits(callback, _positional(callback, args)):
                continue
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
