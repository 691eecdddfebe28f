"""Spreads a tuple that is the only argument, for callbacks that take any number."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.passes-the-same-objects": "f called with",
    "once.receives-all-arguments": "TypeError raised",
    "varargs.takes-everything": "f called with",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                given = _positional(callback, args)
                if len(args) == 1 and isinstance(args[0], tuple):
                    kinds = [each.kind for each in inspect.signature(callback).parameters.values()]
                    given = args[0] if kinds == [inspect.Parameter.VAR_POSITIONAL] else given
                callback(*given)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
