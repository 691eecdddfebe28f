"""Keeps the functions whose signatures it has read."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.releases-the-callback": "_COUNTS of signatures_of_functions_are_cached"}

_COUNTS: dict[Any, int] = {}


def _cached(callback: Any, args: Any) -> Any:
    if callback not in _COUNTS:
        _COUNTS[callback] = len(_positional(callback, (0,) * 9999))
    return args[: _COUNTS[callback]]


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(
                    *(_cached if inspect.isfunction(callback) else _positional)(callback, args)
                )
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
