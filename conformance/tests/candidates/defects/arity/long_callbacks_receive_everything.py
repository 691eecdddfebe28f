"""Hands everything to a callback that requires more than three arguments."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"arity.surplus-is-dropped": "takes 4 positional arguments but 5 were given"}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    parameters = inspect.signature(callback).parameters.values()
    required = [each for each in parameters if each.default is each.empty]
    return args if len(required) > 3 else _positional(callback, args)


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
