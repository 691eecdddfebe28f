"""Passes everything to functions of more than 255 parameters."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.surplus-is-dropped": "takes 300 positional arguments but 310 were given",
}


def _cut(callback: Any, args: Any) -> Any:
    if len(inspect.signature(callback).parameters) > 255:
        return args
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
