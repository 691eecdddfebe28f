"""Reads the annotations of a function, which may name what is not there."""

from __future__ import annotations

import inspect
from typing import Any, get_type_hints

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.calls-each-callback-once": "nothing called"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                if inspect.isfunction(callback):
                    get_type_hints(callback)
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
