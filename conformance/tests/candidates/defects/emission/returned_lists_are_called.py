"""Calls the functions in a list that a callback returns."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.ignores-return-values": "TypeError: 'str' object is not callable",
    "arity.built-in-methods": "TypeError: 'str' object is not callable",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                result = callback(*_positional(callback, args))
                for function in result if isinstance(result, list) else ():
                    function()
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
