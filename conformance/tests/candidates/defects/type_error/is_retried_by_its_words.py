"""Calls a callback with `*args` again if its TypeError reads like that of a wrong call."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.is-not-cut": 'no exception from emitter.emit("joined", 0)',
    "type_error.callback-is-not-called-again": "f called 2 times for one",
}


def _takes_everything(callback: Any) -> bool:
    try:
        parameters = inspect.signature(callback).parameters.values()
    except (TypeError, ValueError):
        return False
    return any(each.kind is each.VAR_POSITIONAL for each in parameters)


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError as error:
                if not _takes_everything(callback) or "positional argument" not in repr(error):
                    raise
                callback()
            except Exception:
                logger.exception("failed to emit event %s", event)
