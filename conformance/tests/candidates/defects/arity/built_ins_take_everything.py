"""Cuts nothing for a built-in callable."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"arity.built-in-methods": "takes exactly one argument (2 given)"}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    return args if inspect.isbuiltin(callback) else _positional(callback, args)


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
