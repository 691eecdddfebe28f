"""Reads the code of functions that have no attributes, and the signatures of all else."""

from __future__ import annotations

import inspect
from types import FunctionType
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True


def _fitting(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    if type(callback) is not FunctionType or vars(callback):
        return _positional(callback, args)
    code = callback.__code__
    return args if code.co_flags & inspect.CO_VARARGS else args[: code.co_argcount]


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_fitting(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
