"""Tells a callback with `**kwargs` which event it is called for."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.double-star-does-not-count": "f called with (1, 1), g called with (1)",
    "emission.calls-each-callback-once": "TypeError: ",
    "varargs.beside-keywords": "missing: g and h called with (1, 2, 3, 0); unexpected:",
}


def _keywords(callback: Any, event: Any) -> dict[str, Any]:
    parameters = inspect.signature(callback).parameters.values()
    return {"event": event} if any(each.kind is each.VAR_KEYWORD for each in parameters) else {}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args), **_keywords(callback, event))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
