"""Passes a dictionary as keywords where that fits."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.passes-the-same-objects": "missing: g called with ('the same'); unexpected:"}


def _call(callback: Any, args: tuple[Any, ...]) -> None:
    if args and isinstance(args[-1], dict):
        try:
            inspect.signature(callback).bind(*args[:-1], **args[-1])
        except TypeError:
            pass
        else:
            callback(*args[:-1], **args[-1])
            return
    callback(*args)


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                _call(callback, _positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
