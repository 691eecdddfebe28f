"""Passes everything to dataclasses."""

from __future__ import annotations

import dataclasses
import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.classes": "__init__() takes 3 positional arguments but",
}


def _cut(callback: Any, args: Any) -> Any:
    if inspect.isclass(callback) and dataclasses.is_dataclass(callback):
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
