"""Takes a parameter that is called `args` for `*args`."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.surplus-is-dropped": "TypeError: f() takes 3 positional arguments but 4 were given",
    "arity.keyword-only-do-not-count": "TypeError: h() takes 0 positional arguments but 3 were gi",
}


def _cut(callback: Any, args: Any) -> Any:
    if "args" in inspect.signature(callback).parameters:
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
