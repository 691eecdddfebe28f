"""Counts what a partial has bound by keyword."""

from __future__ import annotations

import functools
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"arity.partials": "TypeError: g() got multiple values for argument 'c'"}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    if isinstance(callback, functools.partial):
        return _positional(callback.func, callback.args + args)[len(callback.args) :]
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
