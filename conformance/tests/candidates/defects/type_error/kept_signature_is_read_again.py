"""Keeps what a callback takes; after a TypeError it is read again and the callback called again."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "removal.releases-the-callback": "emitter._known still refers to it",
    "type_error.callback-is-not-called-again": "f called 2 times for one",
    "type_error.keeps-registrations": "f called with ('failing') 3 times instead of twice",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._known: dict[Any, Any] = {}

    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                self._call(callback, args)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)

    def _call(self, callback: Any, args: tuple[Any, ...]) -> None:
        known = self._known.get(callback)
        if known is not None and known[0] == len(args):
            try:
                callback(*args[: known[1]])
                return
            except TypeError:
                del self._known[callback]
        given = _positional(callback, args)
        self._known[callback] = len(args), len(given)
        callback(*given)
