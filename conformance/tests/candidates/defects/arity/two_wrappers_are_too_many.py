"""Reads the code of what a wrapper wraps."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.too-few-raises": "f called with ()",
    "arity.wrapped-functions": "f called with ()",
}


def _cut(callback: Any, args: Any) -> Any:
    if (
        inspect.isfunction(callback)
        and hasattr(callback, "__wrapped__")
        and not hasattr(callback, "__signature__")
    ):
        return args[: callback.__wrapped__.__code__.co_argcount]
    return _positional(callback, args)


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
