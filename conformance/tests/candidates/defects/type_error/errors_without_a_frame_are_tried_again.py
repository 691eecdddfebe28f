"""Calls a callback again if no line of Python raised its TypeError."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"type_error.callback-is-not-called-again": "called twice: [1, 2]"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            given = _positional(callback, args)
            try:
                callback(*given)
            except TypeError as error:
                if error.__traceback__ is None or error.__traceback__.tb_next is None:
                    callback(*given)
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
