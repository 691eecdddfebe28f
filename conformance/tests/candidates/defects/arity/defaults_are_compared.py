"""Compares defaults with the mark of a parameter without one."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"arity.defaults-count": "missing: h called with (1, 2, 3)"}


def _cut(callback: Any, args: Any) -> Any:
    parameters = inspect.signature(callback).parameters.values()
    required = sum(bool(each.default == inspect.Parameter.empty) for each in parameters)
    return _positional(callback, args) if len(args) > required else args


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
