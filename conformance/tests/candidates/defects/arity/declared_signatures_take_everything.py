"""Cuts nothing for a callback with a `__signature__`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.declared-signatures": "f called with (1, 2, 3)",
}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    return args if hasattr(callback, "__signature__") else _positional(callback, args)


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
