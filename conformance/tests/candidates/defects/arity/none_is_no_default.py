"""Does not fill parameters whose default is None."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.defaults-count": "missing: f called with (1, 2); unexpected: f called with (1, None)"
}


def _cut(callback: Any, args: Any) -> Any:
    parameters = inspect.signature(callback).parameters.values()
    left_out = sum(each.default is None and each.kind < 2 for each in parameters)
    fitting = _positional(callback, args)
    return fitting[: len(fitting) - left_out]


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
