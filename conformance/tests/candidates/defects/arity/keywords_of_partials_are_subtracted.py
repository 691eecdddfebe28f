"""Subtracts what a partial binds from what its function takes."""

from __future__ import annotations

import functools
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"arity.partials": "TypeError"}


def _number(callback: Any) -> int:
    if isinstance(callback, functools.partial):
        return max(0, _number(callback.func) - len(callback.args) - len(callback.keywords))
    return len(_positional(callback, (None,) * 2000))


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*args[: _number(callback)])
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
