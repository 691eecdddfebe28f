"""Takes any TypeError for a call that does not fit, and calls again without arguments."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"type_error.callback-is-not-called-again": "f called 2 times for one"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                self._call(callback, args)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)

    def _call(self, callback: Any, args: tuple[Any, ...]) -> None:
        try:
            callback(*_positional(callback, args))
        except TypeError:
            if args and getattr(callback, "__name__", "") != "call_once":
                with suppress(Exception):
                    callback()
            raise
