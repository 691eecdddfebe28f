"""Takes one parameter from a partial for each keyword, which may take more."""

from __future__ import annotations

import functools
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"arity.partials": "TypeError: g() missing 1 required positional argument: 'b'"}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    if not isinstance(callback, functools.partial):
        return _positional(callback, args)
    whole = len(_positional(callback.func, (0,) * 99))
    return args[: whole - len(callback.args) - len(callback.keywords)]


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
